import { whenInWords } from "@alliance/core";
import type { PageReply } from "@alliance/http";
import { Button, Field, Form, type FormState, InsetText, SummaryList } from "@alliance/ui";
import type { MessageContent } from "../../schema/message.ts";
import type { Session } from "../../schema/session.ts";
import type { Reach } from "../../use-cases/read-reach.ts";
import { placesInWords, poolNames } from "../booking/booking-words.ts";
import { deskPath } from "./console-form.tsx";

const shell = (session: Session, title: string) => ({
  title,
  section: "Training",
  backLink: { href: deskPath(session.sessionId), text: session.title },
});

const pathOf = ({ sessionId }: Session): string => `${deskPath(sessionId)}/message`;

/** What is to be said, and to whom. */
export const writePage = (session: Session, form: FormState): PageReply => ({
  ...shell(session, `Write to the delegates of ${session.title}`),
  errors: form.errors,
  body: (
    <>
      <span class="govuk-caption-l">{session.title}</span>
      <h1 class="govuk-heading-l">Write to its delegates</h1>
      <p class="govuk-body">
        For what they need to know about this session on {whenInWords(session)}. It is no newsletter: everybody with a
        confirmed place gets it, and nobody can opt out.
      </p>
      <Form action={pathOf(session)}>
        {session.pools.length > 1 && (
          <Field
            kind="radios"
            name="to"
            form={form}
            fieldset={{ legend: "To whom?" }}
            items={[
              { value: "all", content: "Everybody" },
              ...session.pools.map(({ poolId }) => ({ value: poolId, content: poolNames[poolId] })),
            ]}
          />
        )}
        <Field kind="input" name="subject" form={form} label="Subject" />
        <Field
          kind="textarea"
          name="text"
          form={form}
          label="What you want to say"
          hint="An empty line begins a paragraph. No names of people"
          rows={8}
        />
        <Button>Look at it before it is sent</Button>
      </Form>
    </>
  ),
});

export interface Previewed {
  readonly session: Session;
  readonly message: MessageContent;
  readonly reach: Reach;
  readonly onceKey: string;
}

/** As it will be read, and by how many. */
export function previewPage({ session, message, reach, onceKey }: Previewed): PageReply {
  const { to, subject, text } = message;
  const unnamed = reach.places - reach.named;
  return {
    ...shell(session, `Look at the message to the delegates of ${session.title}`),
    body: (
      <>
        <span class="govuk-caption-l">{session.title}</span>
        <h1 class="govuk-heading-l">Look at the message</h1>
        <SummaryList
          rows={[
            { key: "To", value: to === "all" ? "Everybody" : poolNames[to] },
            {
              key: "How many",
              value: `${placesInWords(reach.places)}${unnamed > 0 ? `, ${unnamed} of them without a name: whoever booked gets it for those` : ""}`,
            },
            { key: "Subject", value: subject },
          ]}
        />
        <InsetText>
          {text.split(/\n\s*\n/).map((paragraph) => (
            <p class="govuk-body">{paragraph}</p>
          ))}
        </InsetText>
        {reach.places === 0 ? (
          <p class="govuk-body">Nobody has a place there, so there is nobody to write to.</p>
        ) : (
          <Form action={`${pathOf(session)}/sending`} hidden={{ onceKey, to, subject, text }}>
            <Button preventDoubleClick>Send it now</Button>
          </Form>
        )}
        <Form action={pathOf(session)} hidden={{ again: "yes", to, subject, text }}>
          <Button classes="govuk-button--secondary">Change it</Button>
        </Form>
      </>
    ),
  };
}
