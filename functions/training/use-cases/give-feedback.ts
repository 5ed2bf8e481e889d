import { loadPerson, openLetterSecret } from "@alliance/auth";
import { londonDateOf, Problem, plusDays } from "@alliance/core";
import { draft } from "@alliance/events";
import { feedbackGiven } from "@alliance/events/training";
import { type Ctx, commit, retryingConflicts } from "@alliance/store";
import { certificateKey, certifiedKey } from "../keys/certificate.ts";
import { feedbackKey, feedbackPut } from "../keys/feedback.ts";
import { sessionPk } from "../keys/session.ts";
import { Certificate, Certified } from "../schema/certificate.ts";
import { type Answers, Feedback } from "../schema/feedback.ts";
import { feedbackDays } from "../sessions/feedback-questions.ts";
import { readCertificate } from "./read-certificate.ts";
import { reaches } from "./read-record.ts";

/** How somebody shows which place was theirs: by the link of their letter, or signed in, by their certificate. */
export type Pass = { readonly secret: string } | { readonly code: string };

export interface OwnFeedback {
  readonly certificate: Certificate;
  /** What they said before. */
  readonly given: Answers | undefined;
  readonly until: string;
  readonly isOpen: boolean;
}

const unknown = (): Problem =>
  new Problem(
    "not-found",
    "This link does not lead to feedback of yours, or it is too old. Your record still has the certificate.",
  );

/** Whose feedback a pass opens, and what they said before. */
export async function readOwnFeedback(ctx: Ctx, pass: Pass): Promise<OwnFeedback> {
  const certificate = await passed(ctx, pass);
  const { sessionId, placeId, attendedOn } = certificate;
  const stored = await ctx.table.get(feedbackKey(sessionId, placeId), Feedback, { consistent: true });
  const until = plusDays(attendedOn, feedbackDays);
  return { certificate, given: stored?.data.answers, until, isOpen: londonDateOf(ctx.clock.now()) <= until };
}

/** Says how it was, once a place; sent again it replaces what was said, until the time for it is over. */
export async function giveFeedback(ctx: Ctx, pass: Pass, answers: Answers): Promise<Feedback> {
  const { certificate, isOpen } = await readOwnFeedback(ctx, pass);
  if (!isOpen)
    throw new Problem("gone", `Feedback is open for ${feedbackDays} days after the session, and that is over.`);
  const { sessionId, placeId } = certificate;
  return retryingConflicts(async () => {
    const stored = await ctx.table.get(feedbackKey(sessionId, placeId), Feedback, { consistent: true });
    if (stored && JSON.stringify(stored.data.answers) === JSON.stringify(answers)) return stored.data;
    const now = ctx.clock.now();
    const feedback: Feedback = { sessionId, placeId, answers, givenAt: stored?.data.givenAt ?? now, changedAt: now };
    await commit(ctx, {
      put: [feedbackPut(feedback, (stored?.version ?? 0) + 1)],
      emit: [{ pk: sessionPk(sessionId), event: draft(feedbackGiven, { sessionId, placeId }) }],
    });
    return feedback;
  });
}

async function passed(ctx: Ctx, pass: Pass): Promise<Certificate> {
  const certificate = "secret" in pass ? await byLetter(ctx, pass.secret) : await byCode(ctx, pass.code);
  if (certificate?.status !== "valid") throw unknown();
  return certificate;
}

/** A letter's secret opens a place: whoever has its certificate now. */
async function byLetter(ctx: Ctx, secret: string): Promise<Certificate | undefined> {
  const letter = await openLetterSecret(ctx, "feedback", secret);
  if (letter === undefined || letter.expiresAt <= ctx.clock.now()) return undefined;
  const [sessionId = "", placeId = ""] = letter.opens.split("#");
  const certified = await ctx.table.get(certifiedKey(sessionId, placeId), Certified, { consistent: true });
  return (
    certified && (await ctx.table.get(certificateKey(certified.data.code), Certificate, { consistent: true }))?.data
  );
}

/** Everybody may see a certificate; only whose it is may speak for it. */
async function byCode(ctx: Ctx, code: string): Promise<Certificate | undefined> {
  if (ctx.actor.kind !== "person") throw new Problem("not-signed-in", "Please sign in first.");
  const person = (await loadPerson(ctx, ctx.actor.personId))?.data;
  const certificate = await readCertificate(ctx, code);
  return person && reaches(certificate, person) ? certificate : undefined;
}
