import type { Grant } from "@alliance/entitlement";
import type { PageReply } from "@alliance/http";
import { Button, Field, type FieldError, Form, formatDate, Money, SummaryList, Table } from "@alliance/ui";
import type { Benefit } from "../terms/known-benefits.ts";
import type { EntitlementAnswer } from "../use-cases/explain-entitlement.ts";
import { Paragraph } from "./school-parts.tsx";
import type { WhyQuery } from "./why-form.ts";

export interface WhyPage {
  readonly query: WhyQuery;
  readonly errors: readonly FieldError[];
  readonly benefits: readonly Benefit[];
  /** Whom one may ask for; a choice where there are several. */
  readonly organisations: readonly { readonly organisationId: string; readonly name: string }[];
  readonly answer?: EntitlementAnswer | undefined;
  /** Staff ask for anybody, by reference. */
  readonly isStaff: boolean;
}

const Price = ({ decision }: Pick<EntitlementAnswer, "decision">) => {
  if (!decision.allowed || decision.pricePence === undefined) return undefined;
  const { allowance, pricePence } = decision;
  return (
    <>
      {allowance && `Nothing for the first ${allowance.quantity} ${allowance.unit}, then `}
      <Money amountPence={pricePence} />, VAT not included
    </>
  );
};

const untilWords = ({ until, graceUntil }: Grant): string =>
  graceUntil > until ? `${formatDate(until)}, with time to renew until ${formatDate(graceUntil)}` : formatDate(until);

const Considered = ({ considered }: Pick<EntitlementAnswer, "considered">) =>
  considered.length === 0 ? (
    <Paragraph>There was no membership to look at: none was ever held, and no trust or authority brings one.</Paragraph>
  ) : (
    <Table
      stacks
      caption="Memberships we looked at"
      captionClasses="govuk-table__caption--m"
      firstCellIsHeader
      head={[{ content: "Membership" }, { content: "From" }, { content: "Until" }, { content: "On its own" }]}
      rows={considered.map(({ grant, decision }) => [
        {
          content: `${grant.membershipTypeName} of ${grant.via?.organisationName ?? grant.organisationName}${grant.via ? `, for ${grant.organisationName}` : ""}`,
        },
        { content: formatDate(grant.from) },
        { content: untilWords(grant) },
        { content: `${decision.allowed ? "Yes" : "No"}. ${decision.reason}` },
      ])}
    />
  );

const Answer = ({ answer, isStaff }: { readonly answer: EntitlementAnswer; readonly isStaff: boolean }) => {
  const { decision, benefit, on, organisations, considered } = answer;
  const price = Price({ decision });
  return (
    <>
      <h2 class="govuk-heading-m" id="answer">
        {decision.allowed ? "Yes" : "No"}: {benefit.name} on {formatDate(on)}
      </h2>
      <p class="govuk-body-l">{decision.reason}</p>
      <SummaryList
        rows={[
          price !== undefined && { key: isStaff ? "They pay" : "You pay", value: price },
          {
            key: "Asked for",
            value:
              organisations.map(({ name }) => name).join(", ") ||
              "Nobody: there was no role at an organisation on that day",
          },
        ]}
      />
      <Considered considered={considered} />
    </>
  );
};

const staffFields = {
  organisation: "Its page shows it, and leads here without typing",
  person: "As the person’s page shows it",
} as const;

/** "Why can't I …?": a benefit, a day, and the answer with everything that was looked at. */
export function whyPage({ query, errors, benefits, organisations, answer, isStaff }: WhyPage): PageReply {
  const form = { values: query, errors };
  const title = isStaff ? "May they use it?" : "Can I use it?";
  return {
    title,
    section: "Overview",
    errors,
    backLink: isStaff ? { href: "/console", text: "Overview" } : { href: "/portal", text: "Your membership" },
    body: (
      <>
        <h1 class="govuk-heading-l">{title}</h1>
        <Paragraph>
          {isStaff
            ? "The same answer that the person or organisation sees, and that every booking asks for."
            : "Choose what you want to use and when. The answer says why, and which memberships we looked at."}
        </Paragraph>
        {answer && <Answer answer={answer} isStaff={isStaff} />}
        {answer && <h2 class="govuk-heading-m">Ask again</h2>}
        <Form method="get">
          {isStaff
            ? (["organisation", "person"] as const).map((name) => (
                <Field
                  kind="input"
                  name={name}
                  form={form}
                  label={name === "organisation" ? "Organisation’s reference" : "or person’s reference"}
                  hint={staffFields[name]}
                  autocomplete="off"
                  spellcheck={false}
                />
              ))
            : organisations.length > 1 && (
                <Field
                  kind="select"
                  name="organisation"
                  form={form}
                  label="For which of your organisations?"
                  items={[
                    { value: "", text: "All of them" },
                    ...organisations.map(({ organisationId, name }) => ({ value: organisationId, text: name })),
                  ]}
                />
              )}
          <Field
            kind="select"
            name="benefit"
            form={form}
            label="What?"
            items={[
              { value: "", text: "Choose" },
              ...benefits.map(({ benefitId, name }) => ({ value: benefitId, text: name })),
            ]}
          />
          <Field
            kind="date"
            name="on"
            form={form}
            fieldset={{ legend: { content: "On which day?", classes: "govuk-fieldset__legend--s" } }}
          />
          <Field
            kind="input"
            name="price"
            form={form}
            label="Price without membership, in pounds (optional)"
            hint="If you give it, the answer says what is paid"
            classes="govuk-input--width-5"
            inputmode="decimal"
            autocomplete="off"
          />
          <Button>{isStaff ? "Show the answer" : "Can I use it?"}</Button>
        </Form>
      </>
    ),
  };
}
