import { idOf } from "@alliance/core";
import * as z from "zod";

/** An order has the id of what was ordered: of an application for membership, or of a booking. */
export const OrderId = z.union([idOf("app"), idOf("bkg")]);

export const isBooking = (orderId: string): boolean => orderId.startsWith("bkg_");
