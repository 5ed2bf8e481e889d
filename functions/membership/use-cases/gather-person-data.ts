import {
  type Affiliation,
  affiliationHistoryOf,
  authorise,
  type Contact,
  contactsOfPerson,
  type Learning,
  learningOfPerson,
  lettersTo,
  type Person,
  readErasure,
  readPerson,
  type SentLetter,
  sessionsOf,
} from "@alliance/auth";
import { Problem } from "@alliance/core";
import { draft, Envelope } from "@alliance/events";
import * as membership from "@alliance/events/membership";
import { type Ctx, commit } from "@alliance/store";
import * as z from "zod";
import { applicationsBy } from "../keys/application.ts";
import { invitationKey, invitationsOf } from "../keys/invitation.ts";
import { roleRequestsBy } from "../keys/role-request.ts";
import { personOf, type Reason } from "../roles/may-manage.ts";
import { Invitation } from "../schema/invitation.ts";
import { RoleRequest } from "../schema/role-request.ts";
import { organisationsOf } from "./organisations-of.ts";

/** An application as a person may see theirs, whatever it has beside. */
const OwnApplication = z.looseObject({ applicationId: z.string(), organisationName: z.string(), status: z.string() });

/** Everything we hold about one person. */
export interface PersonData {
  readonly person: Person;
  readonly affiliations: readonly Affiliation[];
  readonly organisationNames: Readonly<Record<string, string>>;
  /** As colleagues named them before they had an account. */
  readonly namedAs: readonly Contact[];
  readonly invitations: readonly Invitation[];
  readonly requests: readonly RoleRequest[];
  readonly applications: readonly z.infer<typeof OwnApplication>[];
  /** Answers of join forms that were not finished. */
  readonly drafts: readonly Readonly<Record<string, unknown>>[];
  /** Nothing that we do rests on consent. */
  readonly consents: readonly never[];
  readonly letters: readonly SentLetter[];
  /** What they attended, watched, asked experts and said of it. */
  readonly training: Learning;
  readonly sessions: readonly { readonly since: string; readonly lastUsed: string }[];
  /** Newest first: what was done by or for the person. */
  readonly events: readonly Envelope[];
  readonly erasure: string | undefined;
}

const Anything = z.record(z.string(), z.unknown());

/** For the person themselves, and for staff who answer a subject access request. */
export async function gatherPersonData(ctx: Ctx, personId: string): Promise<PersonData> {
  authorise(ctx.actor, personOf(ctx) === personId ? "settings.own" : "privacy.manage");
  const person = await readPerson(ctx, personId);
  if (person === undefined) throw new Problem("not-found", "We hold nothing about this person any more.");
  const pk = `person#${personId}`;
  const [affiliations, contacts, requests, applications, drafts, letters, training, sessions, events, erasure] =
    await Promise.all([
      affiliationHistoryOf(ctx.table, personId),
      contactsOfPerson(ctx.table, personId),
      ctx.table.query(roleRequestsBy(personId), RoleRequest),
      ctx.table.query({ ...applicationsBy(personId), limit: 100 }, OwnApplication),
      ctx.table.query({ pk, skPrefix: "join-answers#", limit: 100 }, Anything),
      lettersTo(ctx.table, personId),
      learningOfPerson(ctx.table, person),
      sessionsOf(ctx, personId),
      ctx.table.query({ pk, skPrefix: "event#", descending: true, limit: 100 }, Envelope),
      readErasure(ctx, personId),
    ]);
  const namedAs = contacts.map(({ data }) => data);
  return {
    person,
    affiliations,
    organisationNames: await namesOf(ctx, affiliations),
    namedAs,
    invitations: await invitationsTo(ctx, namedAs),
    requests: requests.items.map(({ data }) => data),
    applications: applications.items.map(({ data }) => data),
    drafts: drafts.items.map(({ data }) => data),
    consents: [],
    ...{ letters, training },
    sessions: sessions.map(({ stored: { data } }) => ({ since: data.createdAt, lastUsed: data.seenAt })),
    events: events.items.map(({ data }) => data),
    erasure: erasure?.data.status,
  };
}

/** The file for somebody: told in the audit trail. Staff say why. */
export async function exportPersonData(ctx: Ctx, personId: string, reason?: Reason): Promise<PersonData> {
  const isOwn = personOf(ctx) === personId;
  if (!isOwn && reason === undefined) {
    throw new Problem("invalid-input", "Say why.", [{ field: "reason", message: "Choose why you do this" }]);
  }
  const data = await gatherPersonData(ctx, personId);
  const event = draft(membership.personDataExported, { personId, reason });
  await commit(ctx, { emit: [{ pk: `person#${personId}`, event }] });
  return data;
}

async function namesOf(ctx: Ctx, affiliations: readonly Affiliation[]): Promise<Record<string, string>> {
  const ids = [...new Set(affiliations.map(({ organisationId }) => organisationId))];
  const organisations = await organisationsOf(ctx.table, ids);
  return Object.fromEntries(organisations.map(({ organisationId, name }) => [organisationId, name]));
}

async function invitationsTo(ctx: Ctx, contacts: readonly Contact[]): Promise<Invitation[]> {
  const pages = await Promise.all(
    contacts.map(({ organisationId }) => ctx.table.query(invitationsOf(organisationId), Invitation)),
  );
  const ids = new Set(contacts.map(({ contactId }) => contactId));
  const all = pages.flatMap(({ items }) => items.map(({ data }) => data)).filter(({ contactId }) => ids.has(contactId));
  return [...new Map(all.map((each) => [invitationKey(each.invitationId).pk, each])).values()];
}
