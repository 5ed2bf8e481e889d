import {
  type Affiliation,
  affiliationHistoryOf,
  type Contact,
  canFor,
  contactsOf,
  isInForce,
  type Person,
  peopleOf,
  readPerson,
} from "@alliance/auth";
import { londonDateOf } from "@alliance/core";
import type { Ctx } from "@alliance/store";
import { invitationsOf } from "../keys/invitation.ts";
import { openRoleRequestsTo, roleRequestsBy } from "../keys/role-request.ts";
import { readLeadsVersion } from "../roles/lead-guard.ts";
import { leads, organisationToRead, personOf } from "../roles/may-manage.ts";
import { Invitation } from "../schema/invitation.ts";
import type { Organisation } from "../schema/organisation.ts";
import { RoleRequest } from "../schema/role-request.ts";
import { organisationsOf } from "./organisations-of.ts";

export interface ListedPerson {
  readonly affiliation: Affiliation;
  /** Undefined when the person was erased. */
  readonly person: Person | undefined;
  readonly isYou: boolean;
  readonly isOver: boolean;
}

export interface OrganisationPeople {
  readonly organisation: Organisation;
  readonly people: readonly ListedPerson[];
  /** Named, and not joined yet, each with the invitation that waits. */
  readonly contacts: readonly { readonly contact: Contact; readonly invitation: Invitation | undefined }[];
  readonly requests: readonly { readonly request: RoleRequest; readonly person: Person | undefined }[];
  /** A lead contact, or staff. */
  readonly mayManage: boolean;
  /** A lead contact of this organisation, whatever else. */
  readonly isLead: boolean;
  readonly leadsVersion: number;
}

/** Everybody of an organisation: for its people, and with what waits for those who decide. */
export async function readPeople(ctx: Ctx, organisationId: string): Promise<OrganisationPeople> {
  const organisation = await organisationToRead(ctx, organisationId);
  const mayManage = canFor(ctx.actor, "people.manage-own", organisationId);
  const [people, contacts, requests, leadsVersion] = await Promise.all([
    listPeople(ctx, organisationId),
    mayManage ? listContacts(ctx, organisationId) : [],
    mayManage ? listRequests(ctx, organisationId) : [],
    readLeadsVersion(ctx, organisationId),
  ]);
  return { organisation, people, contacts, requests, mayManage, isLead: leads(ctx, organisationId), leadsVersion };
}

const order = { lead: 0, head: 1, finance: 2, colleague: 3 } as const;

async function listPeople(ctx: Ctx, organisationId: string): Promise<ListedPerson[]> {
  const today = londonDateOf(ctx.clock.now());
  const affiliations = await peopleOf(ctx.table, organisationId);
  const listed = await Promise.all(
    affiliations.map(async (affiliation) => ({
      affiliation,
      person: await readPerson(ctx, affiliation.personId),
      isYou: ctx.actor.kind === "person" && ctx.actor.personId === affiliation.personId,
      isOver: !isInForce(affiliation, today) && affiliation.from <= today,
    })),
  );
  return listed.sort((a, b) => order[a.affiliation.role] - order[b.affiliation.role]);
}

async function listContacts(ctx: Ctx, organisationId: string) {
  const [contacts, { items }] = await Promise.all([
    contactsOf(ctx.table, organisationId),
    ctx.table.query(invitationsOf(organisationId), Invitation),
  ]);
  const open = items.map(({ data }) => data).filter(({ status }) => status === "open");
  return contacts.map((contact) => ({
    contact,
    invitation: open.find(({ contactId }) => contactId === contact.contactId),
  }));
}

async function listRequests(ctx: Ctx, organisationId: string) {
  const { items } = await ctx.table.query(openRoleRequestsTo(organisationId), RoleRequest);
  return Promise.all(
    items.map(async ({ data: request }) => ({ request, person: await readPerson(ctx, request.personId) })),
  );
}

export interface OwnPlaces {
  readonly organisations: readonly Organisation[];
  readonly requests: readonly RoleRequest[];
}

/** Where somebody belongs today, or will soon, and where they have asked. */
export async function readOwnPlaces(ctx: Ctx): Promise<OwnPlaces> {
  const personId = personOf(ctx);
  const today = londonDateOf(ctx.clock.now());
  const [history, requests] = await Promise.all([
    affiliationHistoryOf(ctx.table, personId),
    ctx.table.query(roleRequestsBy(personId), RoleRequest),
  ]);
  const ids = new Set(history.filter((each) => isInForce(each, today)).map(({ organisationId }) => organisationId));
  return {
    organisations: await organisationsOf(ctx.table, [...ids]),
    requests: requests.items.map(({ data }) => data).filter(({ status }) => status === "open"),
  };
}
