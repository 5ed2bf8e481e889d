import { idOf } from "@alliance/core";
import * as z from "zod";
import { enterPurchaseOrder, lacksPurchaseOrder } from "../../bookings/purchase-order.ts";
import type { Naming } from "../../schema/booking.ts";
import type { NotingNeeds } from "../../schema/needs.ts";

type Who = Naming["delegates"][number]["who"];

/** A place by its number in the booking, "3", and who comes. */
export interface NumberedDelegate {
  readonly number: string;
  readonly who: Who;
}

/** The same of what they need on the day. */
interface NumberedNeeds {
  readonly number: string;
  readonly words: string;
}

const text = (form: Readonly<Record<string, unknown>>, name: string): string => {
  const value = form[name];
  return typeof value === "string" ? value.trim() : "";
};

function somebody(form: Readonly<Record<string, unknown>>, number: string, ctx: z.RefinementCtx): Who {
  const [name, email] = [text(form, `name-${number}`), text(form, `email-${number}`)];
  const issue = (field: string, message: string) =>
    ctx.addIssue({ code: "custom", path: [`${field}-${number}`], message: `Place ${number}: ${message}` });
  if (name === "") issue("name", "enter their name");
  else if (name.length > 200) issue("name", "use at most 200 characters");
  if (!z.email().max(254).safeParse(email).success) issue("email", "enter an email address, like name@school.org.uk");
  return { name, email };
}

function colleague(form: Readonly<Record<string, unknown>>, number: string, ctx: z.RefinementCtx): NumberedDelegate[] {
  const personId = idOf("per").safeParse(text(form, `colleague-${number}`));
  if (personId.success) return [{ number, who: { personId: personId.data } }];
  const message = `Place ${number}: choose a colleague`;
  ctx.addIssue({ code: "custom", path: [`colleague-${number}`], message });
  return [];
}

/** The place whose delegate comes to this one too: "1" of "as-1". */
const asOf = (answer: unknown): string | undefined => /^as-(\d{1,3})$/.exec(String(answer))?.[1];

/** The answer for a place that has whoever another place has. */
export const asPlace = (number: string): string => `as-${number}`;

/** Of each place whether somebody comes, and who; `same` leaves it as it is. */
function delegatesIn(form: Readonly<Record<string, unknown>>, ctx: z.RefinementCtx): NumberedDelegate[] {
  const named = namedIn(form, ctx);
  const repeated = Object.entries(form).flatMap(([field, answer]): NumberedDelegate[] => {
    const [number, other] = [/^who-(\d{1,3})$/.exec(field)?.[1], asOf(answer)];
    if (number === undefined || other === undefined) return [];
    const first = named.find((each) => each.number === other);
    if (first) return [{ number, who: first.who }];
    // What is wrong with the other place is said there.
    if (!["somebody", "colleague"].includes(text(form, `who-${other}`))) {
      ctx.addIssue({ code: "custom", path: [field], message: `Place ${number}: choose who comes` });
    }
    return [];
  });
  return [...named, ...repeated];
}

function namedIn(form: Readonly<Record<string, unknown>>, ctx: z.RefinementCtx): NumberedDelegate[] {
  return Object.entries(form).flatMap(([field, answer]): NumberedDelegate[] => {
    const number = /^who-(\d{1,3})$/.exec(field)?.[1];
    if (number === undefined || answer === "same" || asOf(answer) !== undefined) return [];
    if (answer === "me" || answer === "to-follow") return [{ number, who: answer }];
    if (answer === "colleague") return colleague(form, number, ctx);
    if (answer === "somebody") return [{ number, who: somebody(form, number, ctx) }];
    ctx.addIssue({ code: "custom", path: [field], message: `Place ${number}: choose who comes` });
    return [];
  });
}

/** What the delegate of each place needs. */
function needsIn(form: Readonly<Record<string, unknown>>, ctx: z.RefinementCtx): NumberedNeeds[] {
  return Object.keys(form).flatMap((field) => {
    const number = /^needs-(\d{1,3})$/.exec(field)?.[1];
    if (number === undefined) return [];
    const words = text(form, field);
    if (words.length > 500) {
      ctx.addIssue({ code: "custom", path: [field], message: `Place ${number}: use at most 500 characters` });
    }
    return [{ number, words }];
  });
}

/** Fields of places have names of their own: as many as the booking has. */
export const NamesForm = z
  .looseObject({})
  .transform((form, ctx) => ({ delegates: delegatesIn(form, ctx), needs: needsIn(form, ctx) }));

const linesOf = (typed: string): string[] =>
  typed
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");

const addressLines = z
  .string()
  .max(2_000)
  .default("")
  .transform(linesOf)
  .refine((lines) => lines.length <= 8, "Use at most eight lines")
  .refine((lines) => lines.every((line) => line.length <= 120), "Use at most 120 characters a line");

/** Who comes, and how it is paid where there is something to pay. */
export const FinishForm = z
  .looseObject({
    shownNetPence: z
      .string()
      .regex(/^\d{1,8}$/)
      .transform(Number),
    payment: z.enum(["invoice", "card"], "Choose how it is paid").optional(),
    purchaseOrderNumber: z.string().trim().max(50, "Use at most 50 characters").default(""),
    billToName: z.string().trim().max(200, "Use at most 200 characters").default(""),
    billToAddress: addressLines,
    /** Whoever approves may add the purchase order. */
    needsApproval: z.literal("yes").optional(),
  })
  .transform(
    ({ shownNetPence, payment, purchaseOrderNumber, billToName, billToAddress, needsApproval, ...places }, ctx) => {
      const [delegates, needs] = [delegatesIn(places, ctx), needsIn(places, ctx)];
      const issue = (field: string, message: string) => ctx.addIssue({ code: "custom", path: [field], message });
      if (shownNetPence > 0) {
        if (payment === undefined) issue("payment", "Choose how it is paid");
        if (needsApproval === undefined && lacksPurchaseOrder(payment, purchaseOrderNumber)) {
          issue("purchaseOrderNumber", enterPurchaseOrder);
        }
        if (billToName === "") issue("billToName", "Enter who pays");
      }
      return {
        ...{ delegates, needs, shownNetPence, payment: payment ?? "invoice" },
        billTo: { name: billToName, addressLines: billToAddress },
        ...(payment === "invoice" && purchaseOrderNumber !== "" ? { purchaseOrderNumber } : {}),
      };
    },
  );

/** The number of a place in its booking. */
export const numberOf = (placeId: string): string => placeId.slice(placeId.lastIndexOf("-") + 1);

export const delegatesOf = (bookingId: string, delegates: readonly NumberedDelegate[]): Naming["delegates"] =>
  delegates.map(({ number, who }) => ({ placeId: `${bookingId}-${number}`, who }));

export const needsOf = (bookingId: string, needs: readonly NumberedNeeds[]): NotingNeeds["needs"] =>
  needs.map(({ number, words }) => ({ placeId: `${bookingId}-${number}`, words }));

/** What a use-case says of a place stands at its question. */
export function fieldOfPlace(field: string): string {
  if (field.startsWith("needs-of-")) return `needs-${numberOf(field)}`;
  return /^bkg_.*-\d+$/.test(field) ? `who-${numberOf(field)}` : field;
}
