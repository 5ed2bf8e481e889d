import type { Values } from "@alliance/http";
import * as z from "zod";
import {
  BillTo,
  Job,
  type JoinDraft,
  Named,
  type NamedContacts,
  NewOrganisation,
  type Payment,
  PurchaseOrderNumber,
} from "../schema/application.ts";

const typed = z.string().max(2_000).default("");

/** Runs a schema over what was typed and puts what is wrong beside the field where it was. */
function check<S extends z.ZodType>(
  schema: S,
  value: unknown,
  ctx: z.RefinementCtx,
  fieldOf: (path: readonly PropertyKey[]) => string,
): z.infer<S> | undefined {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  for (const { path, message } of parsed.error.issues) {
    ctx.addIssue({ code: "custom", path: [fieldOf(path)], message });
  }
  return undefined;
}

const linesOf = (text: string): string[] =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");

export const TypeChoice = z
  .strictObject({
    membershipTypeId: z.string("Choose a type of membership").max(40),
    size: z.string().max(10).optional(),
  })
  .transform(({ membershipTypeId, size }, ctx) => {
    const number = size === undefined ? undefined : Number(size.replaceAll(",", "").trim());
    if (number === undefined) return { membershipTypeId };
    if (size?.trim() !== "" && Number.isInteger(number) && number >= 0 && number <= 100_000) {
      return { membershipTypeId, size: number };
    }
    ctx.addIssue({ code: "custom", path: ["size"], message: "Enter how many, as a whole number" });
    return z.NEVER;
  });

export const YouForm = z.strictObject({ job: z.enum(Job.options, "Choose what you do there") });

const roles = ["lead", "finance", "head"] as const;
const missing = {
  lead: "Choose who leads the membership",
  finance: "Choose who looks after the invoices",
  head: "Choose who the head is",
};
const who = (role: (typeof roles)[number]) => z.enum(["me", "other", "nobody"], missing[role]);

export const ContactsForm = z
  .strictObject({
    ...{ lead: who("lead"), leadName: typed, leadEmail: typed },
    ...{ finance: who("finance"), financeName: typed, financeEmail: typed },
    ...{ head: who("head"), headName: typed, headEmail: typed },
  })
  .transform((form, ctx): NamedContacts => {
    const contacts: NamedContacts = {};
    for (const role of roles) {
      if (form[role] === "me") contacts[role] = "me";
      if (form[role] !== "other") continue;
      const named = { name: form[`${role}Name`], email: form[`${role}Email`].trim() };
      const found = check(Named, named, ctx, ([field]) => `${role}${field === "email" ? "Email" : "Name"}`);
      if (found) contacts[role] = found;
    }
    return contacts;
  });

export const BillToForm = z
  .strictObject({
    payer: z.enum(["organisation", "other"], "Choose who pays"),
    /** Asked only where we know no address. */
    ...{ ownAddress: z.string().max(2_000).optional(), ownName: z.string().max(300).optional() },
    ...{ name: typed, address: typed },
  })
  .transform((form, ctx): JoinDraft["billTo"] => {
    const isOwn = form.payer === "organisation";
    if (isOwn && form.ownAddress === undefined) return "organisation";
    const billTo = isOwn
      ? { name: form.ownName, addressLines: linesOf(form.ownAddress ?? "") }
      : { name: form.name, addressLines: linesOf(form.address) };
    const address = isOwn ? "ownAddress" : "address";
    return check(BillTo, billTo, ctx, ([field]) => (field === "name" && !isOwn ? "name" : address)) ?? z.NEVER;
  });

/** The purchase order number counts only where an invoice is asked for. */
export const PaymentForm = z
  .strictObject({
    method: z.enum(["card", "invoice", "quote"], "Choose how it is paid"),
    purchaseOrderNumber: typed,
  })
  .transform(({ method, purchaseOrderNumber: number }, ctx): Payment => {
    if (method !== "invoice") return { method };
    const purchaseOrderNumber = check(PurchaseOrderNumber, number, ctx, () => "purchaseOrderNumber");
    return purchaseOrderNumber === undefined ? z.NEVER : { method, purchaseOrderNumber };
  });

export const DescribeForm = z
  .strictObject({ kind: z.string().max(40).optional(), name: typed, address: typed, scheme: typed, number: typed })
  .transform(({ kind, name, address, scheme, number }, ctx) => {
    const described = {
      ...{ kind, name, addressLines: linesOf(address) },
      ...(scheme === "" || scheme === "none" ? {} : { number: { scheme, value: number } }),
    };
    const fields: Record<string, string> = { addressLines: "address", number: "number" };
    return check(NewOrganisation, described, ctx, ([field]) => fields[String(field)] ?? String(field)) ?? z.NEVER;
  });

/** What was answered before, as the fields show it. */
export function valuesOf({ type, job, contacts, billTo, payment, organisation }: Partial<JoinDraft>): Values {
  const values: Record<string, string> = {
    ...(type ? { membershipTypeId: type.membershipTypeId } : {}),
    ...(type?.size === undefined ? {} : { size: String(type.size) }),
    ...(job ? { job } : {}),
    ...(payment ? { method: payment.method } : {}),
    ...(payment?.method === "invoice" ? { purchaseOrderNumber: payment.purchaseOrderNumber } : {}),
    ...(billTo ? { payer: billTo === "organisation" ? "organisation" : "other" } : {}),
    ...(billTo && billTo !== "organisation" ? { name: billTo.name, address: billTo.addressLines.join("\n") } : {}),
  };
  for (const role of contacts ? roles : []) {
    const named = contacts?.[role];
    values[role] = named === undefined ? "nobody" : named === "me" ? "me" : "other";
    if (typeof named === "object")
      Object.assign(values, { [`${role}Name`]: named.name, [`${role}Email`]: named.email });
  }
  if (organisation === undefined || billTo !== undefined) return values;
  const { kind, name, addressLines, number } = organisation;
  const numbered = number ? { scheme: number.scheme, number: number.value } : { scheme: "none" };
  return { ...values, kind, name, address: addressLines.join("\n"), ...numbered };
}
