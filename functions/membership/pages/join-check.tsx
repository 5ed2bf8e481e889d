import type { Person } from "@alliance/auth";
import type { PageReply } from "@alliance/http";
import { Button, Form, SummaryList } from "@alliance/ui";
import { addressLinesOf, type Establishment } from "../register/establishment.ts";
import { type JoinDraft, jobs } from "../schema/application.ts";
import { PriceList } from "./join-details.tsx";
import { Paragraph } from "./school-parts.tsx";

export interface JoinCheck {
  readonly school: Establishment;
  readonly person: Person | undefined;
  readonly draft: JoinDraft;
  readonly from: string;
  readonly until: string;
  readonly hidden: Readonly<Record<string, string>>;
}

const paymentWords = ({ payment }: JoinDraft): string =>
  payment.method === "card" ? "By card now" : `By invoice, purchase order ${payment.purchaseOrderNumber}`;

const lines = (texts: readonly string[]) =>
  texts.map((text, index) => (
    <>
      {index > 0 && <br />}
      {text}
    </>
  ));

export function checkPage({ school, person, draft, from, until, hidden }: JoinCheck): PageReply {
  const change = (what: string, field: string) => ({
    items: [{ content: "Change", href: `/join/${school.urn}#${field}`, visuallyHiddenText: what }],
  });
  return {
    title: "Check your answers",
    section: "Join",
    backLink: { href: `/join/${school.urn}` },
    body: (
      <>
        <h1 class="govuk-heading-l">Check your answers</h1>
        <SummaryList
          rows={[
            { key: "School", value: <>{lines([school.name, ...addressLinesOf(school)])}</> },
            person && { key: "Lead contact", value: <>{lines([person.name, person.email])}</> },
            { key: "Your role there", value: jobs[draft.job], actions: change("your role there", "job") },
            { key: "Payment", value: paymentWords(draft), actions: change("the payment", "method") },
          ]}
        />
        <h2 class="govuk-heading-m">What the school orders</h2>
        <PriceList from={from} until={until} />
        <Paragraph>By joining you confirm that you may order this for the school.</Paragraph>
        <Form hidden={hidden}>
          <Button preventDoubleClick>
            {draft.payment.method === "card" ? "Join and pay by card" : "Join and get the invoice"}
          </Button>
        </Form>
      </>
    ),
  };
}
