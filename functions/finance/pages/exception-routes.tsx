import { can } from "@alliance/auth";
import { onceField, type PageReply, redirect, routesFor } from "@alliance/http";
import type { Ctx } from "@alliance/store";
import { Button, Field, Form, type FormState, InsetText, LondonDate, SummaryList } from "@alliance/ui";
import * as z from "zod";
import type { FinanceException } from "../schema.ts";
import type { FinanceServices } from "../services.ts";
import {
  ClosingNote,
  closeException,
  closesItself,
  ExceptionSubject,
  readException,
} from "../use-cases/close-exception.ts";
import { reasons } from "./books-parts.tsx";

const { page } = routesFor<FinanceServices>();
const path = "/console/finance/exceptions/one";

const Facts = ({ exception }: { readonly exception: FinanceException }) => (
  <SummaryList
    rows={[
      { key: "What to do", value: reasons[exception.reason].toDo },
      { key: "Since", value: <LondonDate value={exception.raisedAt} withTime /> },
      { key: "Stripe’s reference", value: exception.sessionId },
      exception.paymentIntentId !== undefined && { key: "Stripe payment", value: exception.paymentIntentId },
      exception.orderId !== undefined && { key: "Order", value: exception.orderId },
      exception.resolvedAt !== undefined && {
        key: "Closed",
        value: <LondonDate value={exception.resolvedAt} withTime />,
      },
      exception.note !== undefined && { key: "What was done", value: exception.note },
    ]}
  />
);

interface ClosingProps {
  readonly subject: string;
  readonly form: FormState;
  /** Carries the key that makes a double click one closing. */
  readonly once: Readonly<Record<string, string>>;
}

const Closing = ({ subject, form, once }: ClosingProps) => (
  <Form action={path} hidden={{ subject, ...once }}>
    <Field
      kind="textarea"
      name="note"
      form={form}
      label="What did you find out, and what was done?"
      hint="For the finance team alone."
      rows={4}
    />
    <Button>Close it</Button>
  </Form>
);

const MoneyFirst = ({ creditId }: FinanceException) => (
  <InsetText>
    Its money is on account.{" "}
    <a class="govuk-link" href={`/console/finance/on-account/${creditId}`}>
      Decide about the money
    </a>
    , and this closes by itself.
  </InsetText>
);

async function exceptionPage(ctx: Ctx, subject: string, form: FormState = {}): Promise<PageReply> {
  const { data: exception } = await readException(ctx, subject);
  const isOpen = exception.resolvedAt === undefined;
  const { title } = reasons[exception.reason];
  return {
    title: `Exception: ${title}`,
    section: "Finance",
    backLink: { href: "/console/finance/exceptions", text: "Exceptions" },
    errors: form.errors,
    body: (
      <>
        <h1 class="govuk-heading-l">{title}</h1>
        <Facts exception={exception} />
        {isOpen && closesItself(exception) && <MoneyFirst {...exception} />}
        {isOpen && !closesItself(exception) && can(ctx.actor, "finance.allocate") && (
          <Closing subject={subject} form={form} once={onceField(ctx)} />
        )}
      </>
    ),
  };
}

/** One exception, and how somebody says that it is dealt with. */
export const exceptionRoutes = [
  page({
    method: "GET",
    path,
    access: "finance.read-any",
    query: z.strictObject({ subject: ExceptionSubject }),
    handle: async ({ ctx, query: { subject } }) => exceptionPage(ctx, subject),
  }),
  page({
    method: "POST",
    path,
    access: "finance.allocate",
    form: z.strictObject({ subject: ExceptionSubject, note: ClosingNote }),
    idempotent: true,
    handle: async ({ ctx, form }) => {
      if (!form.ok) return exceptionPage(ctx, String(form.values.subject ?? ""), form);
      await closeException(ctx, form.data);
      return redirect("/console/finance/exceptions?done=closed");
    },
  }),
];
