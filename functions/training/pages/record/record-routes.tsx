import { isProblem } from "@alliance/core";
import { csvReply, redirect, routesFor } from "@alliance/http";
import * as z from "zod";
import { codeInWords, codeTyped } from "../../schema/certificate.ts";
import { Answers } from "../../schema/feedback.ts";
import { SessionId } from "../../schema/session.ts";
import type { TrainingServices } from "../../services.ts";
import { giveFeedback, type Pass, readOwnFeedback } from "../../use-cases/give-feedback.ts";
import { readCertificate } from "../../use-cases/read-certificate.ts";
import { readFeedback } from "../../use-cases/read-feedback.ts";
import { claimCertificate, readRecord } from "../../use-cases/read-record.ts";
import { certificatePage, checkPage } from "./certificate-page.tsx";
import { feedbackFiguresPage, feedbackPage } from "./feedback-page.tsx";
import { recordPage } from "./record-page.tsx";
import { certificatePath, certificatesPath, letterFeedbackPath, ownFeedbackPath, recordPath } from "./record-paths.ts";

const { page, raw } = routesFor<TrainingServices>();
const ofCode = z.strictObject({ code: z.string().max(40) });
const bySecret = z.strictObject({ secret: z.string().max(100) });
const Done = z.object({ done: z.enum(["claimed", "sent"]).optional() });
const thanks = "Thank you. What you said helps whoever comes next.";

/** The same form behind the two ways to it: a letter's link, and one's own record. */
const feedbackForms = [
  {
    path: "/training/feedback/:secret",
    access: "public",
    params: bySecret,
    heading: "How was it?",
    // A letter led here: there is nowhere to go back to.
    backLink: undefined,
    passOf: ({ secret = "" }: Record<string, string>): Pass => ({ secret }),
    hrefOf: ({ secret = "" }: Record<string, string>) => letterFeedbackPath(secret),
  },
  {
    path: "/portal/training/record/:code/feedback",
    access: "settings.own",
    params: ofCode,
    heading: "Your feedback on",
    backLink: { href: recordPath, text: "Your record" },
    passOf: ({ code = "" }: Record<string, string>): Pass => ({ code }),
    hrefOf: ({ code = "" }: Record<string, string>) => ownFeedbackPath(code),
  },
] as const;

const feedbackRoutes = feedbackForms.flatMap(({ path, access, params, heading, backLink, passOf, hrefOf }) => [
  page({
    method: "GET",
    path,
    access,
    params: params as z.ZodType<Record<string, string>>,
    query: Done,
    handle: async ({ ctx, params: given, query: { done } }) =>
      feedbackPage({
        ...{ own: await readOwnFeedback(ctx, passOf(given)), action: hrefOf(given), form: {}, heading, backLink },
        notice: done && thanks,
      }),
  }),
  page({
    method: "POST",
    path,
    access,
    params: params as z.ZodType<Record<string, string>>,
    form: Answers,
    handle: async ({ ctx, params: given, form }) => {
      const pass = passOf(given);
      if (!form.ok)
        return feedbackPage({ own: await readOwnFeedback(ctx, pass), action: hrefOf(given), form, heading, backLink });
      await giveFeedback(ctx, pass, form.data);
      return redirect(`${hrefOf(given)}?done=sent`);
    },
  }),
]);

/** What remains of a session: the record of who was there, their certificates, and what they said. */
export const recordRoutes = [
  page({
    method: "GET",
    path: recordPath,
    access: "settings.own",
    query: Done,
    handle: async ({ ctx, query: { done } }) =>
      recordPage(await readRecord(ctx), done && "It is in your record now, and stays yours."),
  }),
  raw({
    method: "GET",
    path: `${recordPath}/record.csv`,
    access: "settings.own",
    summary: "One's own record of professional development, as a file for spreadsheets",
    handle: async ({ ctx }) => {
      const { years } = await readRecord(ctx);
      return csvReply("record-of-professional-development.csv", [
        ["Academic year", "Day", "Session", "Hours", "School or organisation", "Certificate"],
        ...years.flatMap(({ academicYear, entries }) =>
          entries.map(({ attendedOn, title, hours, organisationName, code }) => [
            ...[academicYear, attendedOn, title, hours, organisationName, codeInWords(code)],
          ]),
        ),
      ]);
    },
  }),
  page({
    method: "POST",
    path: `${recordPath}/:code/claim`,
    access: "settings.own",
    params: ofCode,
    handle: async ({ ctx, params: { code } }) => {
      await claimCertificate(ctx, code);
      return redirect(`${recordPath}?done=claimed`);
    },
  }),
  page({ method: "GET", path: certificatesPath, access: "public", handle: async () => checkPage({}) }),
  page({
    method: "POST",
    path: certificatesPath,
    access: "public",
    form: z.strictObject({ code: z.string().max(40) }),
    handle: async ({ ctx, form: { values, ...form } }) => {
      const refuse = (message: string) => checkPage({ values, errors: [{ field: "code", message }] });
      const code = form.ok ? codeTyped(form.data.code) : undefined;
      if (code === undefined) return refuse("Enter the twelve letters and digits of the code");
      try {
        await readCertificate(ctx, code);
        return redirect(certificatePath(code));
      } catch (error) {
        if (!isProblem(error, "not-found")) throw error;
        return refuse("We have issued no certificate with this code. Look at it again, letter by letter");
      }
    },
  }),
  page({
    method: "GET",
    path: `${certificatesPath}/:code`,
    access: "public",
    params: ofCode,
    handle: async ({ ctx, params: { code } }) => certificatePage(await readCertificate(ctx, code)),
  }),
  ...feedbackRoutes,
  page({
    method: "GET",
    path: "/console/training/sessions/:sessionId/feedback",
    access: "training.manage",
    params: z.strictObject({ sessionId: SessionId }),
    handle: async ({ ctx, params: { sessionId } }) => feedbackFiguresPage(await readFeedback(ctx, sessionId)),
  }),
];
