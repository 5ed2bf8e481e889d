import { dateInWords, whenInWords } from "@alliance/core";
import type { PageReply } from "@alliance/http";
import {
  Button,
  EmptyState,
  Field,
  Form,
  type FormState,
  Link,
  legend,
  Pagination,
  ScrollableTable,
  SummaryList,
  Tag,
} from "@alliance/ui";
import { offInWords } from "../../bookings/take-discount.ts";
import type { Discount } from "../../schema/discount.ts";
import { subjectNames } from "../../schema/topics.ts";
import type { DiscountDetails } from "../../use-cases/manage-discounts.ts";

export const discountsPath = "/console/training/discounts";
export const discountPath = (code: string): string => `${discountsPath}/${code}`;

const forWhomNames = {
  everybody: "Everybody",
  members: "Members only",
  others: "Only those who are not members",
} as const;

function Standing({ discount: { fromOn, untilOn, stoppedAt }, today }: { discount: Discount; today: string }) {
  if (stoppedAt !== undefined) return <Tag classes="govuk-tag--grey">Stopped</Tag>;
  if (today > untilOn) return <Tag classes="govuk-tag--grey">Over</Tag>;
  return today < fromOn ? (
    <Tag classes="govuk-tag--yellow">Not yet</Tag>
  ) : (
    <Tag classes="govuk-tag--green">In force</Tag>
  );
}

interface Listed {
  readonly discounts: readonly Discount[];
  readonly next: string | undefined;
  readonly mayManage: boolean;
  readonly today: string;
}

export const discountsPage = ({ discounts, next, mayManage, today }: Listed): PageReply => ({
  title: "Discount codes",
  section: "Training",
  layout: "wide",
  backLink: { href: "/console/training", text: "Sessions" },
  body: (
    <>
      <h1 class="govuk-heading-l">Discount codes</h1>
      {mayManage && <Button href={`${discountsPath}/new`}>Make a discount code</Button>}
      {discounts.length === 0 ? (
        <EmptyState title="No discount code yet">Whoever books types a code, and it comes off the price.</EmptyState>
      ) : (
        <ScrollableTable
          label="Discount codes"
          firstCellIsHeader
          head={[{ content: "Code" }, { content: "What for" }, { content: "Until" }, { content: "Standing" }]}
          rows={discounts.map((discount) => [
            { content: <Link href={discountPath(discount.code)}>{discount.code}</Link> },
            { content: `${discount.name}, ${offInWords(discount)}` },
            { content: dateInWords(discount.untilOn) },
            { content: <Standing discount={discount} today={today} /> },
          ])}
        />
      )}
      {next && <Pagination next={{ href: next }} />}
    </>
  ),
});

/** One code: what it takes off, for whom, and how much of it is used. */
export function discountPage(
  { discount, used, sessions }: DiscountDetails,
  mayManage: boolean,
  today: string,
): PageReply {
  const { code, name, fromOn, untilOn, forWhom, places, subjects, sessionIds, stoppedAt } = discount;
  return {
    title: `Discount code ${code}`,
    section: "Training",
    backLink: { href: discountsPath, text: "Discount codes" },
    body: (
      <>
        <span class="govuk-caption-l">{name}</span>
        <h1 class="govuk-heading-l">
          {code} <Standing discount={discount} today={today} />
        </h1>
        <SummaryList
          rows={[
            { key: "Takes off", value: offInWords(discount) },
            { key: "Can be used", value: `${dateInWords(fromOn)} to ${dateInWords(untilOn)}` },
            { key: "For whom", value: forWhomNames[forWhom] },
            { key: "Used", value: `${used} of ${places} places` },
            subjects && { key: "Only about", value: subjects.map((subject) => subjectNames[subject]).join(", ") },
            sessionIds && {
              key: "Only these sessions",
              value: sessions.map((session) => (
                <>
                  <Link href={`/console/training/sessions/${session.sessionId}`}>{session.title}</Link>
                  <br />
                  {whenInWords(session)}
                  <br />
                </>
              )),
            },
          ]}
        />
        {mayManage && stoppedAt === undefined && (
          <Form action={`${discountPath(code)}/stop`}>
            <p class="govuk-body">Stopping it changes nothing for those who have booked with it.</p>
            <Button classes="govuk-button--warning">Stop this code</Button>
          </Form>
        )}
      </>
    ),
  };
}

const Off = ({ form }: { readonly form: FormState }) => (
  <Field
    kind="radios"
    name="kind"
    form={form}
    fieldset={legend("What does it take off?")}
    items={[
      {
        value: "percent",
        content: "A percentage of each place",
        conditional: (
          <Field
            kind="input"
            name="percent"
            form={form}
            label="Percentage"
            suffix="%"
            classes="govuk-input--width-3"
            inputmode="numeric"
          />
        ),
      },
      {
        value: "pounds",
        content: "An amount off each place",
        conditional: (
          <Field
            kind="input"
            name="amount"
            form={form}
            label="Amount off a place, without VAT"
            prefix="£"
            classes="govuk-input--width-5"
            inputmode="decimal"
          />
        ),
      },
    ]}
  />
);

/** What a new code is made with. It is made once, so it is said here that nothing of it changes later. */
export const newDiscountPage = (hidden: Readonly<Record<string, string>>, form: FormState): PageReply => ({
  title: "Make a discount code",
  section: "Training",
  backLink: { href: discountsPath, text: "Discount codes" },
  errors: form.errors,
  body: (
    <>
      <h1 class="govuk-heading-l">Make a discount code</h1>
      <p class="govuk-body">A code stays as it is made. To change one, stop it and make another.</p>
      <Form hidden={hidden}>
        <Field
          kind="input"
          name="code"
          form={form}
          label={{ content: "Code", classes: "govuk-label--m" }}
          hint="4 to 20 letters and digits, such as AUTUMN10"
          classes="govuk-input--width-10"
        />
        <Field
          kind="input"
          name="name"
          form={form}
          label={{ content: "What it is for", classes: "govuk-label--m" }}
          hint="Printed on the invoice, such as Autumn offer"
        />
        <Off form={{ ...form, values: { kind: "percent", ...form.values } }} />
        <Field kind="date" name="from" form={form} fieldset={legend("The first day it can be used")} />
        <Field kind="date" name="until" form={form} fieldset={legend("The last day")} />
        <Field
          kind="radios"
          name="forWhom"
          form={{ ...form, values: { forWhom: "everybody", ...form.values } }}
          fieldset={legend("Who can use it?")}
          items={Object.entries(forWhomNames).map(([value, content]) => ({ value, content }))}
        />
        <Field
          kind="input"
          name="places"
          form={form}
          label={{ content: "For how many places?", classes: "govuk-label--m" }}
          hint="From 1 to 500, all bookings together"
          classes="govuk-input--width-4"
          inputmode="numeric"
        />
        <Field
          kind="checkboxes"
          name="subjects"
          form={form}
          fieldset={legend("Only for sessions about")}
          hint="Choose none for all subjects"
          classes="govuk-checkboxes--small"
          items={Object.entries(subjectNames).map(([value, content]) => ({ value, content }))}
        />
        <Field
          kind="textarea"
          name="sessions"
          form={form}
          label={{ content: "Only for these sessions", classes: "govuk-label--m" }}
          hint="Paste the addresses of their pages, a line each; leave empty for all"
          rows={3}
        />
        <Button preventDoubleClick>Make the code</Button>
      </Form>
    </>
  ),
});
