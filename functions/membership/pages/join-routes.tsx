import type { Person } from "@alliance/auth";
import { isProblem } from "@alliance/core";
import { type Form, onceField, type PageReply, redirect, routesFor } from "@alliance/http";
import type { Ctx } from "@alliance/store";
import type { FormState } from "@alliance/ui";
import * as z from "zod";
import type { Candidate } from "../joining/candidate.ts";
import { chooseType, offerOf } from "../joining/choose-type.ts";
import { readJoining } from "../joining/joining.ts";
import { nextPageOf } from "../replies.ts";
import { type JoinDraft, Who } from "../schema/application.ts";
import type { Services } from "../services.ts";
import { typesFor } from "../types/read-type.ts";
import { applyToJoin } from "../use-cases/apply-to-join.ts";
import { findPlaceToBelong } from "../use-cases/find-place-to-belong.ts";
import { readApplication } from "../use-cases/read-application.ts";
import { saveJoinAnswers } from "../use-cases/save-join-answers.ts";
import { type CompleteDraft, checkPage } from "./join-check.tsx";
import { BillToForm, ContactsForm, PaymentForm, TypeChoice, valuesOf, YouForm } from "./join-forms.ts";
import { type Step, stepPath, steps } from "./join-parts.tsx";
import { billToPage, contactsPage, paymentPage, youPage } from "./join-questions.tsx";
import { noTypePage, type Refusal, refusalPage } from "./join-refused.tsx";
import { typePage } from "./join-type.tsx";

const { page } = routesFor<Services>();
const params = z.strictObject({ who: Who });

/** Somebody who may join now, and what was answered so far. */
interface View {
  readonly ctx: Ctx;
  readonly candidate: Candidate;
  readonly person: Person | undefined;
  readonly draft: JoinDraft;
}

/** The joining when it can go on; else the page that says why not, or where the own application goes on. */
async function viewOr(ctx: Ctx, services: Services, who: string): Promise<View | PageReply | Response> {
  const register = await services.register.current(ctx.table);
  const { standing, draft, person } = await readJoining(ctx, register, who);
  if (standing.state === "unknown" && who === "new") return redirect("/join/other");
  if (standing.state === "yours") return redirect(nextPageOf(await readApplication(ctx, standing.applicationId)));
  if (standing.state !== "open") return refusalPage(standing, belongsTo(ctx, standing));
  const { candidate } = standing;
  return { ctx, candidate, person, draft: draft ?? { who, name: candidate.name } };
}

function belongsTo({ actor }: Ctx, standing: Refusal): boolean {
  const there = "candidate" in standing ? standing.candidate.organisationId : undefined;
  return actor.kind === "person" && actor.affiliations.some(({ organisationId }) => organisationId === there);
}

const isView = (answer: View | PageReply | Response): answer is View => "candidate" in answer;

const answered: Record<Step, (draft: JoinDraft) => unknown> = {
  type: ({ type }) => type,
  you: ({ job }) => job,
  contacts: ({ contacts }) => contacts,
  "bill-to": ({ billTo }) => billTo,
  payment: ({ payment }) => payment,
  check: () => undefined,
};

/** The first question that has no answer yet; the check when all have. */
const nextStep = (draft: JoinDraft): Step => steps.find((step) => answered[step](draft) === undefined) ?? "check";

const isReached = (draft: JoinDraft, step: Step): boolean => steps.indexOf(step) <= steps.indexOf(nextStep(draft));

async function typeStep({ ctx, candidate }: View, form: FormState): Promise<PageReply> {
  const types = await typesFor(ctx.table, candidate.kind);
  if (types.length === 0) return noTypePage(candidate);
  const size = /^\d{1,6}$/.test(String(form.values?.size ?? "")) ? Number(form.values?.size) : undefined;
  return typePage({ candidate, offers: types.map((type) => offerOf(ctx, candidate, type, size)), form });
}

function paymentStep({ candidate, person, draft }: View, form: FormState): PageReply {
  const finance = draft.contacts?.finance;
  const quoteTo = typeof finance === "object" ? finance.name : "you";
  return paymentPage({ candidate, person, form, quoteTo });
}

/** What the draft keeps of the choice: with the version whose price was shown. */
async function typeAnswers({ ctx, candidate }: View, chosen: z.infer<typeof TypeChoice>): Promise<Partial<JoinDraft>> {
  const { membershipTypeId, version } = await chooseType(ctx, candidate, chosen.membershipTypeId);
  return { type: { membershipTypeId, version, ...(chosen.size === undefined ? {} : { size: chosen.size }) } };
}

interface Question<F> {
  readonly step: Exclude<Step, "check">;
  readonly form: z.ZodType<F>;
  readonly show: (view: View, form: FormState) => Promise<PageReply> | PageReply;
  readonly answers: (view: View, data: F) => Promise<Partial<JoinDraft>> | Partial<JoinDraft>;
}

/** A page that asks, and what is done with its answer: kept, and on to the next question. */
function questionRoutes<F>({ step, form: schema, show, answers }: Question<F>) {
  const path = step === "type" ? ("/join/:who" as const) : (`/join/:who/${step}` as const);
  return [
    page({
      ...{ method: "GET", path, access: "membership.apply", params },
      handle: async ({ ctx, services, params: { who } }) => {
        const view = await viewOr(ctx, services, who);
        if (!isView(view)) return view;
        if (!isReached(view.draft, step)) return redirect(stepPath(who, nextStep(view.draft)));
        return show(view, { values: valuesOf(view.draft) });
      },
    }),
    page({
      ...{ method: "POST", path, access: "membership.apply", params, form: schema },
      handle: async ({ ctx, services, params: { who }, form }) => {
        const view = await viewOr(ctx, services, who);
        if (!isView(view)) return view;
        const typed = form as Form<F>;
        if (!typed.ok) return show(view, typed);
        const draft = await saveJoinAnswers(ctx, { who, name: view.candidate.name }, await answers(view, typed.data));
        return redirect(stepPath(who, nextStep(draft)));
      },
    }),
  ];
}

async function checkStep(view: View, error?: string): Promise<PageReply | Response> {
  const { ctx, candidate, person, draft } = view;
  if (nextStep(draft) !== "check") return redirect(stepPath(draft.who, nextStep(draft)));
  const complete = draft as CompleteDraft;
  const type = await chooseType(ctx, candidate, complete.type.membershipTypeId);
  const form = error ? { errors: [{ field: "", message: error }] } : {};
  const hidden = { ...onceField(ctx), version: type.version };
  const offer = offerOf(ctx, candidate, type, complete.type.size);
  return checkPage({ candidate, person, draft: complete, offer, hidden, form });
}

const changedPrice = "The price or what comes with it has changed since. Check it, then order";

async function submit(view: View, services: Services, version: number): Promise<PageReply | Response> {
  const { ctx, draft } = view;
  if (nextStep(draft) !== "check") return redirect(stepPath(draft.who, nextStep(draft)));
  const { who, type, job: role, contacts, billTo, payment, organisation } = draft as CompleteDraft;
  try {
    const { application } = await applyToJoin(ctx, services.register, {
      ...{ organisation: who, role, contacts, payment, newOrganisation: organisation },
      ...(billTo === "organisation" ? {} : { billTo }),
      ...{ membershipTypeId: type.membershipTypeId, membershipTypeVersion: version, size: type.size, hasDraft: true },
    });
    return redirect(nextPageOf(application));
  } catch (error) {
    if (isProblem(error, "stale")) return checkStep(view, changedPrice);
    // Somebody was quicker, or the school closed: the page that explains it, rather than a bare error.
    const answer = isProblem(error) ? await viewOr(ctx, services, who) : undefined;
    if (answer === undefined || isView(answer)) throw error;
    return answer;
  }
}

export const joinRoutes = [
  ...questionRoutes({ step: "type", form: TypeChoice, show: typeStep, answers: typeAnswers }),
  ...questionRoutes({
    step: "you",
    form: YouForm,
    show: (view, form) => youPage({ ...view, form }),
    answers: (_, { job }) => ({ job }),
  }),
  ...questionRoutes({
    step: "contacts",
    form: ContactsForm,
    show: (view, form) => contactsPage({ ...view, form }),
    answers: (_, contacts) => ({ contacts }),
  }),
  ...questionRoutes({
    step: "bill-to",
    form: BillToForm,
    show: (view, form) => billToPage({ ...view, form }),
    answers: (_, billTo) => ({ billTo }),
  }),
  ...questionRoutes({ step: "payment", form: PaymentForm, show: paymentStep, answers: (_, payment) => ({ payment }) }),
  page({
    method: "GET",
    path: "/join/:who/check",
    access: "membership.apply",
    params,
    handle: async ({ ctx, services, params: { who } }) => {
      const view = await viewOr(ctx, services, who);
      return isView(view) ? checkStep(view) : view;
    },
  }),
  page({
    method: "POST",
    path: "/join/:who/check",
    access: "membership.apply",
    params,
    form: z.strictObject({ version: z.coerce.number().int().positive() }),
    idempotent: true,
    handle: async ({ ctx, services, params: { who }, form }) => {
      const view = await viewOr(ctx, services, who);
      if (!isView(view)) return view;
      return form.ok ? submit(view, services, form.data.version) : checkStep(view);
    },
  }),
  page({
    method: "POST",
    path: "/join/:who/belong",
    access: "people.join",
    params,
    handle: async ({ ctx, services, params: { who } }) =>
      redirect(`/portal/people/requests/${await findPlaceToBelong(ctx, services.register, who)}`),
  }),
];
