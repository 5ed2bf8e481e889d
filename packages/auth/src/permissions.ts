import { type Actor, type AffiliationRole, Problem, type StaffRole } from "@alliance/core";

type Grantee = StaffRole | `own-${AffiliationRole}` | "anyone-signed-in";

/**
 * Who may do what, deny by default. `own-lead` is the lead of a member organisation, for that organisation only:
 * a school's finance contact is not the alliance's finance team.
 */
export const permissions = {
  "register.search": ["anyone-signed-in"],
  "membership.apply": ["anyone-signed-in"],
  "membership.read-own": ["anyone-signed-in"],
  "membership.renew": ["own-lead", "own-finance", "staff", "admin"],
  "membership.read-any": ["staff", "finance", "admin"],
  "register.import": ["staff", "admin"],
  "organisation.edit": ["staff", "admin"],
  "membership.edit-types": ["staff", "admin"],
  "membership.decide": ["staff", "admin"],
  "membership.merge": ["staff", "admin"],
  "people.join": ["anyone-signed-in"],
  "people.read-own": ["own-lead", "own-finance", "own-head", "own-colleague", "staff", "admin"],
  "people.manage-own": ["own-lead", "staff", "admin"],
  "people.manage-any": ["staff", "admin"],
  "settings.own": ["anyone-signed-in"],
  "privacy.manage": ["staff", "admin"],
  "finance.pay-own": ["anyone-signed-in"],
  "finance.open-invoices": ["anyone-signed-in"],
  "finance.read-own": ["own-lead", "own-finance", "own-head", "finance", "admin"],
  "finance.read-any": ["finance", "admin"],
  "finance.allocate": ["finance", "admin"],
  "finance.credit": ["finance", "admin"],
  "training.book": ["anyone-signed-in"],
  "training.read-any": ["staff", "assessor", "finance", "admin"],
  "training.manage": ["staff", "admin"],
  /** Staff, and whoever runs the session: the use-case looks at the session's trainers. */
  "training.mark": ["anyone-signed-in"],
  /** Staff, and the clinic's expert: the use-case looks at whose time it is. */
  "training.answer": ["anyone-signed-in"],
  "console.open": ["staff", "assessor", "finance", "admin"],
} as const satisfies Record<string, readonly Grantee[]>;

export type Action = keyof typeof permissions;

/** May the actor do this at all, somewhere? What a route asks before a use-case looks closer. */
export function can(actor: Actor, action: Action): boolean {
  if (actor.kind === "system") return true;
  if (actor.kind === "anonymous") return false;
  const roles: readonly string[] = permissions[action];
  return (
    roles.includes("anyone-signed-in") ||
    actor.staffRoles.some((role) => roles.includes(role)) ||
    actor.affiliations.some(({ role }) => roles.includes(`own-${role}`))
  );
}

/** May the actor do this for that organisation? Staff roles named in the table may for any. */
export function canFor(actor: Actor, action: Action, organisationId: string): boolean {
  if (actor.kind !== "person") return actor.kind === "system";
  const own = actor.affiliations.filter((affiliation) => affiliation.organisationId === organisationId);
  const roles: readonly string[] = permissions[action];
  return (
    actor.staffRoles.some((role) => roles.includes(role)) ||
    own.some(({ role }) => roles.includes("anyone-signed-in") || roles.includes(`own-${role}`))
  );
}

export function authorise(actor: Actor, action: Action): void {
  if (actor.kind === "anonymous") throw new Problem("not-signed-in", "Please sign in first.");
  if (!can(actor, action)) throw new Problem("not-allowed", "Your account does not have access to this.");
}

/** Somebody else's things answer like things that do not exist. */
export function authoriseFor(actor: Actor, action: Action, organisationId: string): void {
  if (actor.kind === "anonymous") throw new Problem("not-signed-in", "Please sign in first.");
  if (!canFor(actor, action, organisationId)) throw new Problem("not-found", "We cannot find that.");
}
