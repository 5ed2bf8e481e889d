import { MembershipTypeId } from "../schema/membership-type.ts";

/** "Early years & nurseries" → "early-years-nurseries"; empty where there is no letter from a to z. */
export const slugOf = (name: string): string =>
  name
    .normalize("NFKD")
    .replace(/\p{Mark}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^[^a-z]+|-+$/g, "");

/** `new` is the address of the page where types are made. */
const reserved = new Set(["new"]);

export const nameWithoutLetters = "Use at least two letters from A to Z in the name, and not only “new”";

/** What a type is called in addresses and records for ever, made from its first name; none where that is not possible. */
export function typeIdOf(name: string): string | undefined {
  const id = slugOf(name).slice(0, 40).replace(/-+$/, "");
  return MembershipTypeId.safeParse(id).success && !reserved.has(id) ? id : undefined;
}
