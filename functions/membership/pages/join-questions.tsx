import type { Person } from "@alliance/auth";
import type { PageReply } from "@alliance/http";
import { Button, Field, Form, type FormState, InsetText, legend, PurchaseOrderField } from "@alliance/ui";
import type { Candidate } from "../joining/candidate.ts";
import { jobs } from "../schema/application.ts";
import { joinFrame, nounOf } from "./join-parts.tsx";
import { byCard } from "./payment-choices.ts";
import { Paragraph } from "./school-parts.tsx";

export interface Question {
  readonly candidate: Candidate;
  readonly person: Person | undefined;
  readonly form: FormState;
}

export const youPage = ({ candidate, form }: Question): PageReply =>
  joinFrame({
    ...{ candidate, step: "you", title: `What do you do at the ${nounOf(candidate)}?`, form },
    body: (
      <Form>
        <Field
          kind="radios"
          name="job"
          form={form}
          fieldset={{ legend: { content: "Your work there", classes: "govuk-visually-hidden" } }}
          items={Object.entries(jobs).map(([value, content]) => ({ value, content }))}
        />
        <Button>Continue</Button>
      </Form>
    ),
  });

interface ContactProps extends Question {
  readonly contact: "lead" | "finance" | "head";
  readonly question: string;
  readonly hint: string;
  readonly nobody?: string;
}

const Contact = ({ contact: role, question, hint, nobody, person, form }: ContactProps) => (
  <Field
    kind="radios"
    name={role}
    form={form}
    fieldset={legend(question)}
    hint={hint}
    items={[
      { value: "me", content: person ? `${person.name} (you)` : "You" },
      {
        value: "other",
        content: "Somebody else",
        conditional: (
          <>
            <Field kind="input" name={`${role}Name`} form={form} label="Their name" autocomplete="off" />
            <Field
              kind="input"
              name={`${role}Email`}
              form={form}
              label="Their e-mail address"
              type="email"
              autocomplete="off"
              spellcheck={false}
            />
          </>
        ),
      },
      nobody !== undefined && { value: "nobody", content: nobody },
    ]}
  />
);

export const contactsPage = (question: Question): PageReply => {
  const { candidate, form } = question;
  const noun = nounOf(candidate);
  return joinFrame({
    ...{ candidate, step: "contacts", title: "Whom do we write to?", form },
    body: (
      <Form>
        <Contact
          {...question}
          contact="lead"
          question="Who leads the membership?"
          hint="Gets our letters and says which colleagues belong to it. You begin, and can hand it over in your portal"
        />
        <Contact
          {...question}
          contact="finance"
          question="Who looks after the invoices?"
          hint="Gets quotes and invoices"
          nobody="Nobody else: send them to who leads it"
        />
        <Contact
          {...question}
          contact="head"
          question={candidate.kind === "school" ? "Who is the head?" : `Who heads the ${noun}?`}
          hint="So that we know whom to thank"
          nobody="I leave that out for now"
        />
        <Button>Continue</Button>
      </Form>
    ),
  });
};

const addressHint = "As it is to stand on the invoice, one line below the other";

const OwnAddress = ({ candidate, form }: Question) => (
  <>
    <input type="hidden" name="ownName" value={candidate.name} />
    <Field kind="textarea" name="ownAddress" form={form} label="Its address" hint={addressHint} rows={5} />
  </>
);

function otherPayer({ kind, school }: Candidate): string {
  if (school?.trustName) return `Its trust, ${school.trustName}, or somebody else`;
  return kind === "school" ? "Its trust or authority, or somebody else" : "Somebody else";
}

/** For many schools their trust or authority pays: the invoice names both. */
export const billToPage = (question: Question): PageReply => {
  const { candidate, form } = question;
  return joinFrame({
    ...{ candidate, step: "bill-to", title: "Who pays?", form },
    body: (
      <Form>
        <Field
          kind="radios"
          name="payer"
          form={form}
          fieldset={{ legend: { content: "Who pays?", classes: "govuk-visually-hidden" } }}
          items={[
            {
              value: "organisation",
              content: candidate.name,
              ...(candidate.addressLines.length > 0 ? { hint: candidate.addressLines.join(", ") } : {}),
              ...(candidate.addressLines.length > 0 ? {} : { conditional: <OwnAddress {...question} /> }),
            },
            {
              value: "other",
              content: otherPayer(candidate),
              hint: `The invoice is made out to them and says that it is for the ${nounOf(candidate)}`,
              conditional: (
                <>
                  <Field kind="input" name="name" form={form} label="Name of who pays" autocomplete="off" />
                  <Field kind="textarea" name="address" form={form} label="Address" hint={addressHint} rows={5} />
                </>
              ),
            },
          ]}
        />
        <Button>Continue</Button>
      </Form>
    ),
  });
};

/** `quoteTo`: whom a quote goes to. */
export const paymentPage = ({ candidate, form, quoteTo }: Question & { readonly quoteTo: string }): PageReply =>
  joinFrame({
    ...{ candidate, step: "payment", title: "How is it paid?", form },
    body: (
      <Form>
        <Field
          kind="radios"
          name="method"
          form={form}
          fieldset={{ legend: { content: "How is it paid?", classes: "govuk-visually-hidden" } }}
          items={[
            byCard,
            {
              value: "invoice",
              content: "By invoice, with a purchase order",
              hint: "Membership begins at once; the invoice is due later by bank transfer",
              conditional: <PurchaseOrderField form={form} />,
            },
            {
              value: "quote",
              content: "Send our finance office a quote",
              hint: `Goes to ${quoteTo}. They answer it with a purchase order, without an account; membership begins then`,
            },
          ]}
        />
        <InsetText>Nothing is ordered yet: you check your answers on the next page.</InsetText>
        <Button>Continue</Button>
        <Paragraph>You can come back to these answers for 30 days.</Paragraph>
      </Form>
    ),
  });
