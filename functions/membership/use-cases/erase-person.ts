import {
  affiliationHistoryOf,
  authorise,
  contactRemoves,
  contactsOfPerson,
  type Erasure,
  emailsOf,
  endSession,
  erasurePut,
  identitiesOf,
  loadPerson,
  pendingEmailsOf,
  readEmailEntry,
  readErasure,
  sessionsOf,
} from "@alliance/auth";
import { londonDateOf, Problem, plusDays } from "@alliance/core";
import { type DomainEvent, draft, type notifications } from "@alliance/events";
import * as membership from "@alliance/events/membership";
import { type Ctx, commit, type Remove, retryingConflicts, type Stored } from "@alliance/store";
import * as z from "zod";
import { roleRequestsBy } from "../keys/role-request.ts";
import type { Accounts } from "../privacy/accounts.ts";
import { personOf, type Reason } from "../roles/may-manage.ts";
import { together } from "../roles/role-steps.ts";
import { leavingSteps } from "./change-role.ts";

export type ErasingCtx = Ctx & { readonly accounts: Accounts };

/** "Erase me": staff decide within a month. Asked twice is asked once. */
export async function requestErasure(ctx: Ctx): Promise<Erasure> {
  authorise(ctx.actor, "settings.own");
  const personId = personOf(ctx);
  return retryingConflicts(async () => {
    const before = await readErasure(ctx, personId);
    if (before && before.data.status !== "refused") return before.data;
    const erasure: Erasure = { personId, requestedAt: ctx.clock.now(), status: "open" };
    await commit(ctx, {
      put: [erasurePut(erasure, (before?.version ?? 0) + 1)],
      emit: [{ pk: `person#${personId}`, event: draft(membership.erasureRequested, { personId }) }],
    });
    return erasure;
  });
}

export interface ErasureDecision {
  readonly personId: string;
  readonly outcome: "approved" | "refused";
  readonly reason?: Reason;
}

/**
 * Staff decide, also for somebody who asked by telephone. An approval ends the roles at once; the letter with the
 * outcome goes out, and only then what names the person is removed.
 */
export async function decideErasure(ctx: Ctx, { personId, outcome, reason }: ErasureDecision): Promise<Erasure> {
  authorise(ctx.actor, "privacy.manage");
  if (reason === undefined) {
    throw new Problem("invalid-input", "Say why.", [{ field: "reason", message: "Choose why you do this" }]);
  }
  return retryingConflicts(async () => {
    const person = await loadPerson(ctx, personId);
    if (person === undefined) throw new Problem("not-found", "We hold nothing about this person any more.");
    const before = await readErasure(ctx, personId);
    if (before?.data.status === outcome) return before.data;
    if (before && before.data.status !== "open" && before.data.status !== "refused") {
      throw new Problem("gone", "This erasure was approved already.");
    }
    const now = ctx.clock.now();
    const requestedAt = before?.data.requestedAt ?? now;
    const erasure: Erasure = { personId, requestedAt, status: outcome, decidedAt: now, decidedBy: personOf(ctx) };
    const { put, emit } = outcome === "approved" ? await leaveAll(ctx, personId) : { put: [], emit: [] };
    const event = draft(membership.erasureDecided, { personId, outcome, reason });
    await commit(ctx, {
      put: [erasurePut(erasure, (before?.version ?? 0) + 1), ...put],
      emit: [...emit, { pk: `person#${personId}`, event }],
    });
    return erasure;
  });
}

/** Every role of today ends; the last lead contact of a school must be replaced first. */
async function leaveAll(ctx: Ctx, personId: string) {
  const until = plusDays(londonDateOf(ctx.clock.now()), -1);
  const places = new Set((await affiliationHistoryOf(ctx.table, personId)).map(({ organisationId }) => organisationId));
  const left = await Promise.all([...places].map((id) => leavingSteps(ctx, personId, id, until, "erased")));
  return together(
    left.flatMap(({ steps }) => steps),
    ...left.map(({ guard }) => guard),
  );
}

/** On notifications.erasure-told: the letter is out, so the address may go. */
export const erasePerson = (
  ctx: ErasingCtx,
  { data }: DomainEvent<z.infer<typeof notifications.erasureTold.data>>,
): Promise<"erased" | "erased-before" | "not-approved"> => removePerson(ctx, data.personId);

/**
 * Each step may be repeated; the record that it is done comes last. The accounts go first, while we still know which
 * they are: nobody signs in with them while the rest goes. Events, applications and invoices keep ids.
 */
export async function removePerson(
  ctx: ErasingCtx,
  personId: string,
): Promise<"erased" | "erased-before" | "not-approved"> {
  const erasure = await readErasure(ctx, personId);
  if (erasure?.data.status === "done") return "erased-before";
  if (erasure?.data.status !== "approved") return "not-approved";
  const accounts = await deleteAccounts(ctx, personId);
  const removes = await whatNames(ctx, personId);
  for (const session of await sessionsOf(ctx, personId)) await endSession(ctx, session);
  for (let from = 0; from < removes.length; from += 50) await commit(ctx, { remove: removes.slice(from, from + 50) });
  const done: Erasure = { ...erasure.data, status: "done", doneAt: ctx.clock.now() };
  const person = await loadPerson(ctx, personId);
  await commit(ctx, {
    put: [erasurePut(done, erasure.version + 1)],
    ...(person ? { remove: [{ key: person.key, version: person.version }] } : {}),
    emit: [
      {
        pk: `person#${personId}`,
        event: draft(membership.personErased, { personId, removed: removes.length + 1, accounts }),
      },
    ],
  });
  return "erased";
}

/** At the sign-in service itself; how many it was. An account of another issuer is not ours to delete. */
async function deleteAccounts({ table, accounts }: ErasingCtx, personId: string): Promise<number> {
  const own = (await identitiesOf(table, personId)).filter(({ data }) => data.issuer === accounts.issuer);
  for (const { data } of own) if (data.subject !== undefined) await accounts.remove(data.subject);
  return own.length;
}

/** Identities, addresses, contacts, forms and requests. */
async function whatNames(ctx: Ctx, personId: string): Promise<readonly Remove[]> {
  const person = await loadPerson(ctx, personId);
  const emails = person ? emailsOf(person.data).map(({ email }) => email) : [];
  const pk = `person#${personId}`;
  const [identities, contacts, pending, requests, drafts, entries] = await Promise.all([
    identitiesOf(ctx.table, personId),
    contactsOfPerson(ctx.table, personId),
    pendingEmailsOf(ctx, personId),
    ctx.table.query(roleRequestsBy(personId), z.unknown()),
    ctx.table.query({ pk, skPrefix: "join-answers#", limit: 100 }, z.unknown()),
    Promise.all(emails.map((email) => readEmailEntry(ctx.table, email, personId))),
  ]);
  const all: readonly (Stored<unknown> | undefined)[] = [
    ...identities,
    ...pending,
    ...requests.items,
    ...drafts.items,
    ...entries,
  ];
  const named = await Promise.all(contacts.map((contact) => contactRemoves(ctx.table, contact)));
  return [...named.flat(), ...all.flatMap((each) => (each ? [{ key: each.key, version: each.version }] : []))];
}
