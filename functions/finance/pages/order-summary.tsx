import type { Order } from "../schema.ts";
import { LinesTable } from "./line-parts.tsx";

/** What is to be paid, line by line, with the VAT that is in it. */
export const OrderSummary = ({ order }: { readonly order: Pick<Order, "lines"> }) => (
  <LinesTable lines={order.lines} caption="What you are paying for" totalName="Total to pay" />
);
