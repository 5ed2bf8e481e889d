import {
  authorise,
  emailEntryPut,
  emailsOf,
  hashOfEmail,
  isRightCode,
  loadPerson,
  type PendingEmail,
  type Person,
  pendingEmailPut,
  pendingEmailsOf,
  personPut,
  readEmailEntry,
  readPendingEmail,
} from "@alliance/auth";
import { Problem } from "@alliance/core";
import { draft } from "@alliance/events";
import * as home from "@alliance/events/home";
import { type Ctx, commit, retryingConflicts, type Stored } from "@alliance/store";

const mostAddresses = 10;
const mostSendings = 5;

const refuse = (field: string, message: string) => new Problem("invalid-input", message, [{ field, message }]);

/** The person who asks, with the version to write next. */
export async function ownPerson(ctx: Ctx): Promise<Stored<Person>> {
  authorise(ctx.actor, "settings.own");
  const stored = ctx.actor.kind === "person" ? await loadPerson(ctx, ctx.actor.personId) : undefined;
  if (stored === undefined) throw new Problem("not-found", "We cannot find your account any more.");
  return stored;
}

/**
 * Sends a code to an address that is to be added. Whether anybody else uses it is told to nobody: the answer is the
 * same, and whoever reads the mailbox may share it.
 */
export async function addEmail(ctx: Ctx, email: string): Promise<PendingEmail> {
  const addressId = ctx.ids.next("adr");
  return retryingConflicts(async () => {
    const { data: person } = await ownPerson(ctx);
    const isSame = (other: string): boolean => hashOfEmail(other) === hashOfEmail(email);
    const own = emailsOf(person).find((each) => isSame(each.email));
    if (own?.verifiedAt) throw refuse("email", "This address is yours already");
    const pending = await pendingEmailsOf(ctx, person.personId);
    const waiting = pending.find(({ data }) => isSame(data.email));
    if (waiting) return sendAgain(ctx, waiting);
    if (pending.length + emailsOf(person).length >= mostAddresses) {
      throw refuse("email", `You can have ${mostAddresses} addresses. Remove one first`);
    }
    const data = { addressId, personId: person.personId, email, requestedAt: ctx.clock.now(), sendings: 1 };
    await commit(ctx, { put: [pendingEmailPut(data, 1)], emit: [asked(data)] });
    return data;
  });
}

/** Another code; the one before stops working when its letter is written. */
export async function resendEmailCode(ctx: Ctx, addressId: string): Promise<PendingEmail> {
  const { data: person } = await ownPerson(ctx);
  return retryingConflicts(async () => sendAgain(ctx, await openPending(ctx, person.personId, addressId)));
}

async function sendAgain(ctx: Ctx, stored: Stored<PendingEmail>): Promise<PendingEmail> {
  if (stored.data.sendings >= mostSendings) {
    throw new Problem("too-many", "We sent five codes to this address. Try again tomorrow.", [
      { field: "email", message: "We sent five codes to this address. Try again tomorrow" },
    ]);
  }
  const data = { ...stored.data, sendings: stored.data.sendings + 1 };
  await commit(ctx, { put: [pendingEmailPut(data, stored.version + 1)], emit: [asked(data)] });
  return data;
}

const asked = ({ personId, addressId, sendings: sending }: PendingEmail) => ({
  pk: `person#${personId}`,
  event: draft(home.emailCodeRequested, { personId, addressId, sending }),
});

/** The address of one's own that waits for its code; somebody else's does not exist. */
export async function openPending(ctx: Ctx, personId: string, addressId: string): Promise<Stored<PendingEmail>> {
  const stored = await readPendingEmail(ctx, personId, addressId);
  if (stored === undefined) throw new Problem("not-found", "This address does not wait for a code any more.");
  return stored;
}

/** The code of the letter makes the address one's own. Five tries a code, fifteen minutes; each try is counted. */
export const verifyEmail = (ctx: Ctx, addressId: string, code: string): Promise<Person> =>
  retryingConflicts(async () => {
    const stored = await ownPerson(ctx);
    const { personId } = stored.data;
    const pending = await openPending(ctx, personId, addressId);
    await checkCode(ctx, pending, code);
    const { email } = pending.data;
    const others = emailsOf(stored.data).filter((each) => hashOfEmail(each.email) !== hashOfEmail(email));
    const person = { ...stored.data, emails: [...others, { email, verifiedAt: ctx.clock.now() }] };
    const entry = await readEmailEntry(ctx.table, email, personId);
    await commit(ctx, {
      put: [
        personPut(person, stored.version + 1),
        emailEntryPut(email, { personId, isVerified: true }, (entry?.version ?? 0) + 1),
      ],
      remove: [{ key: pending.key, version: pending.version }],
      emit: [changed(personId, "email-verified")],
    });
    return person;
  });

async function checkCode(ctx: Ctx, pending: Stored<PendingEmail>, typed: string): Promise<void> {
  const { code } = pending.data;
  if (code === undefined) throw refuse("code", "The letter is not written yet. Wait a moment for it");
  if (ctx.clock.now() >= code.expiresAt) throw refuse("code", "The code is older than 15 minutes. Ask for another one");
  if (code.triesLeft <= 0) throw refuse("code", "This code was tried five times. Ask for another one");
  if (isRightCode(pending.data, typed)) return;
  const data = { ...pending.data, code: { ...code, triesLeft: code.triesLeft - 1 } };
  await commit(ctx, { put: [pendingEmailPut(data, pending.version + 1)] });
  throw refuse("code", "That is not the code in the letter. Check it and try again");
}

type Changed = "name" | "email-verified" | "email-removed" | "primary-email";

export const changed = (personId: string, what: Changed) => ({
  pk: `person#${personId}`,
  event: draft(home.personChanged, { personId, what }),
});

/** Letters go there from now on. `address` is the hash of one of one's own verified addresses. */
export const makePrimary = (ctx: Ctx, address: string): Promise<void> =>
  retryingConflicts(async () => {
    const stored = await ownPerson(ctx);
    const chosen = emailsOf(stored.data).find(({ email }) => hashOfEmail(email) === address);
    if (!chosen?.verifiedAt) throw new Problem("not-found", "We cannot find that address among yours.");
    if (chosen.email === stored.data.email) return;
    const person = { ...stored.data, emails: [...emailsOf(stored.data)], email: chosen.email };
    await commit(ctx, {
      put: [personPut(person, stored.version + 1)],
      emit: [changed(person.personId, "primary-email")],
    });
  });

/** Never the one that letters go to, so never the last one. Removed already: nothing to do. */
export const removeEmail = (ctx: Ctx, address: string): Promise<void> =>
  retryingConflicts(async () => {
    const stored = await ownPerson(ctx);
    const { personId, email: primary } = stored.data;
    if (hashOfEmail(primary) === address) {
      throw new Problem("invalid-input", "We write to this address. Choose another one for letters first.");
    }
    const gone = emailsOf(stored.data).find(({ email }) => hashOfEmail(email) === address);
    if (gone === undefined) return;
    const emails = emailsOf(stored.data).filter((each) => each !== gone);
    const entry = await readEmailEntry(ctx.table, gone.email, personId);
    await commit(ctx, {
      put: [personPut({ ...stored.data, emails }, stored.version + 1)],
      ...(entry ? { remove: [{ key: entry.key, version: entry.version }] } : {}),
      emit: [changed(personId, "email-removed")],
    });
  });
