import { authorise } from "@alliance/auth";
import { londonDateOf, Problem } from "@alliance/core";
import { draft } from "@alliance/events";
import * as membership from "@alliance/events/membership";
import { type Ctx, commit, retryingConflicts } from "@alliance/store";
import { aliasKey, organisationKey, organisationPk, organisationsPattern, sortName } from "../keys/organisation.ts";
import type { Register, RegisterReader } from "../register/register.ts";
import {
  leadingNumbers,
  organisationOfSchool,
  organisationOfTrust,
  registrationPuts,
} from "../register/registration.ts";
import { Alias, currentIdentifier, Organisation } from "../schema/organisation.ts";
import type { AddOrganisationForm } from "../schema/organisation-forms.ts";

/** "look-alikes": some are called the same, and nobody said yet that this is another one. */
export type Added =
  | { readonly outcome: "added"; readonly organisation: Organisation }
  | { readonly outcome: "known"; readonly organisation: Organisation }
  | { readonly outcome: "look-alikes"; readonly found: readonly Organisation[] };

/** Staff add what no register has. One with the same number is the same; one with the same name has to be looked at. */
export async function addOrganisation(ctx: Ctx, form: AddOrganisationForm): Promise<Added> {
  authorise(ctx.actor, "organisation.edit");
  const now = ctx.clock.now();
  const organisation: Organisation = {
    organisationId: ctx.ids.next("org"),
    kind: form.kind,
    name: form.name,
    ...(form.isPartner ? { isPartner: true } : {}),
    identifiers: form.scheme
      ? [{ scheme: form.scheme, value: form.value.replace(/[\s-]/g, ""), from: londonDateOf(now) }]
      : [],
    ...(form.address.length > 0 ? { addressLines: form.address } : {}),
    registeredAt: now,
  };
  if (!form.isAnother) {
    const found = await calledLike(ctx, form.name);
    if (found.length > 0) return { outcome: "look-alikes", found };
  }
  return register(ctx, organisation);
}

/** A school or trust of the register becomes an organisation of ours before anybody joins for it. */
export async function registerFromRegister(
  ctx: Ctx,
  reader: RegisterReader,
  { scheme, value }: { readonly scheme: "urn" | "trust-uid"; readonly value: string },
): Promise<Exclude<Added, { outcome: "look-alikes" }>> {
  authorise(ctx.actor, "organisation.edit");
  const current = await reader.current(ctx.table);
  const id = ctx.ids.next("org");
  const now = ctx.clock.now();
  const school = scheme === "urn" ? current.find(value) : undefined;
  const trust = scheme === "trust-uid" ? current.findTrust(value) : undefined;
  const organisation = school ? organisationOfSchool(school, id, now) : trust && organisationOfTrust(trust, id, now);
  if (organisation === undefined) throw new Problem("not-found", "The register does not have that number.");
  return register(ctx, organisation, current);
}

const register = (ctx: Ctx, organisation: Organisation, current?: Register) =>
  retryingConflicts(async (): Promise<Exclude<Added, { outcome: "look-alikes" }>> => {
    const known = await behindNumbers(ctx, organisation);
    if (known) return { outcome: "known", organisation: known };
    const { organisationId, name, kind } = organisation;
    const urn = currentIdentifier(organisation, "urn");
    const data = { organisationId, name, kind, ...(urn ? { urn } : {}) };
    await commit(ctx, {
      put: await registrationPuts(ctx, organisation, current),
      emit: [
        { pk: organisationPk(organisationId), event: draft(membership.organisationRegistered, data, organisationId) },
      ],
    });
    return { outcome: "added", organisation };
  });

/** By its own number: one that a successor shares with its predecessor does not make them one. */
async function behindNumbers(ctx: Ctx, organisation: Organisation): Promise<Organisation | undefined> {
  const [own] = leadingNumbers(organisation);
  const alias = own && (await ctx.table.get(aliasKey(own.scheme, own.value), Alias, { consistent: true }));
  if (alias === undefined) return undefined;
  return (await ctx.table.get(organisationKey(alias.data.organisationId), Organisation, { consistent: true }))?.data;
}

async function calledLike(ctx: Ctx, name: string): Promise<readonly Organisation[]> {
  const page = await ctx.table.query({ ...organisationsPattern, skPrefix: sortName(name), limit: 10 }, Organisation);
  return page.items.map(({ data }) => data).filter((each) => sortName(each.name) === sortName(name));
}
