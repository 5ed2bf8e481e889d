import { pounds } from "@alliance/core";
import type { Child } from "../content.ts";
import { formatDate, formatDateTime } from "../format.ts";

/** Whole pence as "£1,234.50", never broken over two lines. */
export const Money = ({ amountPence }: { readonly amountPence: number }) => (
  <span class="app-money">{pounds(amountPence)}</span>
);

/** An instant or a London day as "21 November 2026"; `withTime` adds "at 20:06". */
export const LondonDate = ({
  value,
  withTime,
}: {
  readonly value: string;
  readonly withTime?: boolean | undefined;
}) => (
  <time class="app-date" datetime={value}>
    {withTime ? formatDateTime(value) : formatDate(value)}
  </time>
);

/** One below the other, in one paragraph or cell. */
export const Lines = ({ of: lines }: { readonly of: readonly Child[] }) => (
  <>
    {lines.map((line, at) => (
      <>
        {at > 0 && <br />}
        {line}
      </>
    ))}
  </>
);
