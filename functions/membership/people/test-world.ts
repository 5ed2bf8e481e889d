import { actorOf, affiliationPut, issueLetterSecret, recognisePerson } from "@alliance/auth";
import type { AffiliationRole, StaffRole } from "@alliance/core";
import type { Route } from "@alliance/http";
import { browserOver, testSecret } from "@alliance/http/testing";
import { commit } from "@alliance/store";
import { as, system, type TestCtx, testCtx } from "@alliance/testing";
import { organisationPut } from "../keys/organisation.ts";
import type { Invitation } from "../schema/invitation.ts";
import { invitationPurpose } from "../use-cases/accept-invitation.ts";
import { peoplePageRoutes } from "./routes.ts";

export const harbourView = "org_01KAK3F0Q8J5W2M7X9B4C6D8EG";
export const quayside = "org_01KAK3F0Q8J5W2M7X9B4C6D8EH";

/** Two schools that are known, in a world in memory. */
export async function worldOfSchools(): Promise<TestCtx> {
  const ctx = testCtx(system("membership"));
  const registeredAt = ctx.clock.now();
  const school = { kind: "school" as const, identifiers: [], registeredAt };
  const schools = [
    { ...school, organisationId: harbourView, name: "Harbour View Primary School" },
    { ...school, organisationId: quayside, name: "Quayside School" },
  ];
  await commit(ctx, { put: schools.map((each) => organisationPut(each, 1)) });
  return ctx;
}

/** Somebody with an account and, where given, a role since September: the world as they see it. */
export async function someone(
  ctx: TestCtx,
  name: string,
  roles: readonly (readonly [organisationId: string, role: AffiliationRole])[] = [],
  email = `${name.toLowerCase().replaceAll(" ", ".")}@school.example`,
): Promise<TestCtx & { readonly personId: string }> {
  const personId = await recognisePerson(ctx, { issuer: "i", subject: name, name, email });
  for (const [organisationId, role] of roles) {
    await commit(ctx, { put: [affiliationPut({ personId, organisationId, role, from: "2026-09-01" }, 1)] });
  }
  return again({ ...ctx, personId });
}

/** The same person a moment later, with the roles of now. */
export async function again<World extends TestCtx & { readonly personId: string }>(
  world: World,
  ...staffRoles: StaffRole[]
): Promise<World> {
  return { ...world, ...as(world, await actorOf(world, world.personId, staffRoles)) };
}

/** The secret that the letter of an invitation carries. */
export const secretOf = (ctx: TestCtx, { invitationId, expiresAt }: Invitation): Promise<string> =>
  issueLetterSecret(ctx, { purpose: invitationPurpose, opens: invitationId, expiresAt });

/** The pages, and somebody's browser. */
export const browserIn = (
  ctx: TestCtx,
  who?: { readonly personId: string },
  routes: readonly Route<{ readonly cursorSecret: string }>[] = peoplePageRoutes,
  ...staffRoles: StaffRole[]
) =>
  browserOver(ctx, {
    ...{ context: "membership", routes, services: { cursorSecret: testSecret } },
    who: who && { personId: who.personId, staffRoles, name: "Ada" },
  });
