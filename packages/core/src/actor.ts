/** The alliance's own people; from the groups of the user pool. */
export const staffRoles = ["staff", "assessor", "finance", "admin"] as const;
export type StaffRole = (typeof staffRoles)[number];

/** What somebody does at an organisation. */
export const affiliationRoles = ["lead", "finance", "head", "colleague"] as const;
export type AffiliationRole = (typeof affiliationRoles)[number];

export interface ActorAffiliation {
  readonly organisationId: string;
  readonly role: AffiliationRole;
}

export interface PersonActor {
  readonly kind: "person";
  readonly personId: string;
  readonly staffRoles: readonly StaffRole[];
  /** Those in force today, in London. */
  readonly affiliations: readonly ActorAffiliation[];
}

export interface AnonymousActor {
  readonly kind: "anonymous";
}

/** The platform itself, acting on an event or a schedule: "finance". */
export interface SystemActor {
  readonly kind: "system";
  readonly context: string;
}

export type Actor = PersonActor | AnonymousActor | SystemActor;

/** How an actor is written into an event or an audit row: an id, never a name. */
export function actorId(actor: Actor): string {
  if (actor.kind === "person") return actor.personId;
  return actor.kind === "system" ? `system:${actor.context}` : "anonymous";
}
