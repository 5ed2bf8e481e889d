import { contactsOf, peopleOf } from "@alliance/auth";
import { type LondonDate, londonDateOf } from "@alliance/core";
import { draft } from "@alliance/events";
import * as membership from "@alliance/events/membership";
import { Conflict, type Ctx, commit } from "@alliance/store";
import { organisationPk } from "../keys/organisation.ts";
import { reminderKey, reminderPut } from "../keys/reminder.ts";
import { termsEnding, termsOf } from "../keys/term.ts";
import { Reminder } from "../schema/reminder.ts";
import { graceEndOf, Term } from "../schema/term.ts";
import { dueStep, monthsToLookAt, type ReminderStep } from "../terms/reminder-steps.ts";

const atOnce = 8;

type Told = "told" | "told-before" | "renewed";

/**
 * Every night: who has a membership that ends soon, has ended or has lapsed is told, once a term and step. Safe to run
 * any number of times; a term that cannot be told does not keep the others waiting, and fails the run at its end.
 */
export async function remindAboutTerms(ctx: Ctx): Promise<{ readonly looked: number; readonly told: number }> {
  const today = londonDateOf(ctx.clock.now());
  let looked = 0;
  let told = 0;
  const failures: unknown[] = [];
  for await (const terms of pagesOfTerms(ctx, today)) {
    looked += terms.length;
    const due = terms.flatMap((term) => {
      const step = dueStep(term, today);
      return step ? [{ term, step }] : [];
    });
    for (let at = 0; at < due.length; at += atOnce) {
      const outcomes = await Promise.allSettled(
        due.slice(at, at + atOnce).map(({ term, step }) => tellOnce(ctx, term, step, today)),
      );
      told += outcomes.filter((each) => each.status === "fulfilled" && each.value === "told").length;
      failures.push(...outcomes.flatMap((each) => (each.status === "rejected" ? [each.reason] : [])));
    }
  }
  ctx.log.info("terms looked at", { looked, told, failed: failures.length });
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} terms could not be told about`);
  return { looked, told };
}

async function* pagesOfTerms(ctx: Ctx, today: LondonDate): AsyncGenerator<readonly Term[]> {
  for (const month of monthsToLookAt(today)) {
    let cursor: string | undefined;
    do {
      const page = await ctx.table.query({ ...termsEnding(month), limit: 100, ...(cursor ? { cursor } : {}) }, Term);
      yield page.items.map(({ data }) => data);
      cursor = page.cursor;
    } while (cursor !== undefined);
  }
}

async function tellOnce(ctx: Ctx, term: Term, step: ReminderStep, today: LondonDate): Promise<Told> {
  const { organisationId, membershipId } = term;
  const claimed = await ctx.table.get(reminderKey(organisationId, membershipId, step), Reminder, { consistent: true });
  if (claimed) return "told-before";
  const all = (await ctx.table.query(termsOf(organisationId), Term)).items.map(({ data }) => data);
  const later = all.filter(({ startsOn }) => startsOn > term.startsOn);
  if (later.some(({ status }) => status === "active")) return "renewed";
  const isBeingRenewed = later.some(({ status, endsOn }) => status === "pending" && endsOn >= today);
  // Before the end, whoever waits for their own payment has acted already.
  if (isBeingRenewed && step !== "grace" && step !== "lapsed") return "renewed";
  const recipients = await recipientsOf(ctx, organisationId, today);
  if (recipients.length === 0) ctx.log.warn("nobody to remind", { organisationId, membershipId, step });
  try {
    await commit(ctx, {
      put: [reminderPut(organisationId, membershipId, step, ctx.clock.now())],
      emit: [{ pk: organisationPk(organisationId), event: eventOf(term, step, { isBeingRenewed, recipients }) }],
    });
  } catch (error) {
    if (error instanceof Conflict) return "told-before";
    throw error;
  }
  return "told";
}

type Recipient = { readonly personId: string } | { readonly contactId: string };

/** Lead and finance people of the day; where there are none, those who were named and have no account yet. */
async function recipientsOf(ctx: Ctx, organisationId: string, on: LondonDate): Promise<Recipient[]> {
  const people = (await peopleOf(ctx.table, organisationId)).filter(
    ({ role, from, until }) =>
      (role === "lead" || role === "finance") && from <= on && (until === undefined || until >= on),
  );
  if (people.length > 0) return [...new Set(people.map(({ personId }) => personId))].map((personId) => ({ personId }));
  const contacts = await contactsOf(ctx.table, organisationId);
  return contacts.filter(({ role }) => role !== "colleague").map(({ contactId }) => ({ contactId }));
}

function eventOf(term: Term, step: ReminderStep, more: { isBeingRenewed: boolean; recipients: Recipient[] }) {
  const { membershipId, organisationId, organisationName, membershipTypeName, endsOn } = term;
  const data = {
    ...{ membershipId, organisationId, organisationName, membershipTypeName, endsOn },
    graceUntil: graceEndOf(term),
    ...more,
  };
  if (step === "grace") return draft(membership.membershipInGrace, data, organisationId);
  if (step === "lapsed") return draft(membership.membershipLapsed, data, organisationId);
  return draft(membership.renewalDue, { ...data, step: Number(step) as 90 | 30 | 7 }, organisationId);
}
