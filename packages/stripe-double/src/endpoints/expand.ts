import type { Kind, Session } from "../objects/stored.ts";
import type { ObjectStore } from "../state/objects.ts";
import { invalidRequest } from "../wire/refusals.ts";

const expandable: Readonly<Record<string, Readonly<Record<string, Kind | readonly Kind[]>>>> = {
  "checkout.session": { payment_intent: "payment_intent", customer: "customer", line_items: "line_items" },
  payment_intent: { latest_charge: "charge", customer: "customer" },
  charge: { balance_transaction: "balance_transaction", payment_intent: "payment_intent", customer: "customer" },
  refund: {
    balance_transaction: "balance_transaction",
    charge: "charge",
    payment_intent: "payment_intent",
    customer: "customer",
  },
  balance_transaction: { source: ["charge", "refund"] },
};

type Expandable = Record<string, unknown>;

/** Fills in references on the way out: `expand[]=payment_intent.latest_charge`; in a list each path starts with `data.`. */
export function expandReply(objects: ObjectStore, reply: object, paths: readonly string[]): object {
  let expanded = reply;
  for (const path of paths) expanded = expandPath(objects, expanded, path);
  return expanded;
}

function expandPath(objects: ObjectStore, reply: object, path: string): object {
  const names = path.split(".");
  if (names.length > 4) {
    throw invalidRequest(`You cannot expand more than 4 levels of a property (${path}).`, undefined, "expand");
  }
  if (!isList(reply)) return expandOne(objects, reply as Expandable, names, path);
  if (names[0] !== "data" || names.length < 2) throw notExpandable(path);
  const data = reply.data.map((item) => expandOne(objects, item, names.slice(1), path));
  return Object.assign({}, reply, { data });
}

function expandOne(objects: ObjectStore, object: Expandable, names: readonly string[], path: string): Expandable {
  const [name = "", ...rest] = names;
  const kinds = expandable[String(object.object)]?.[name];
  if (kinds === undefined) throw notExpandable(path);
  const inner = referenced(objects, object, name, kinds);
  if (inner === null || rest.length === 0) return { ...object, [name]: inner };
  return { ...object, [name]: expandOne(objects, inner, rest, path) };
}

function referenced(
  objects: ObjectStore,
  object: Expandable,
  name: string,
  kinds: Kind | readonly Kind[],
): Expandable | null {
  if (kinds === "line_items") return lineItemsOf(objects, object as unknown as Session);
  const value = object[name];
  if (typeof value !== "string") return (value as Expandable | null | undefined) ?? null;
  const found = [kinds].flat().map((kind) => objects.find(kind, value));
  return (found.find((candidate) => candidate !== undefined) as Expandable | undefined) ?? null;
}

function lineItemsOf(objects: ObjectStore, session: Session): Expandable {
  const items = objects.find("line_items", `line_items:${session.id}`)?.items ?? [];
  const url = `/v1/checkout/sessions/${session.id}/line_items`;
  return { object: "list", data: items.slice(0, 10), has_more: items.length > 10, url };
}

function isList(reply: object): reply is { object: "list"; data: Expandable[] } {
  return "object" in reply && reply.object === "list";
}

const notExpandable = (path: string) =>
  invalidRequest(`This property cannot be expanded (${path}).`, undefined, "expand");
