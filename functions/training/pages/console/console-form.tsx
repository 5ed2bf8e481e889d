import type { PageReply } from "@alliance/http";
import { Button, Form, type FormState, InsetText, LinkCard, Tiles } from "@alliance/ui";
import type { Session } from "../../schema/session.ts";
import { templates } from "../../sessions/templates.ts";
import { Price, Rules, When, Where, Words } from "./console-form-fields.tsx";

export const listPath = "/console/training";
export const deskPath = (sessionId: string): string => `${listPath}/sessions/${sessionId}`;

/** What to begin with. */
export const templatesPage = (): PageReply => ({
  title: "Build a session",
  section: "Training",
  backLink: { href: listPath, text: "Sessions" },
  body: (
    <>
      <h1 class="govuk-heading-l">Build a session</h1>
      <p class="govuk-body">
        Begin with what is nearest; everything can be changed. Nobody sees it until you publish it.
      </p>
      <Tiles asList>
        {Object.entries(templates).map(([templateId, template]) => (
          <LinkCard title={template.name} href={`${listPath}/new/${templateId}`}>
            {template.for}
          </LinkCard>
        ))}
      </Tiles>
    </>
  ),
});

const Fields = ({ form }: { readonly form: FormState }) => (
  <>
    <Words form={form} />
    <When form={form} />
    <Where form={form} />
    <Price form={form} />
    <Rules form={form} />
  </>
);

export const newSessionPage = (templateId: string, form: FormState & { readonly once: string }): PageReply => ({
  title: "A new session",
  section: "Training",
  backLink: { href: `${listPath}/new`, text: "Build a session" },
  errors: form.errors,
  body: (
    <>
      <h1 class="govuk-heading-l">A new session</h1>
      <Form action={`${listPath}/new/${templateId}`} hidden={{ onceKey: form.once }}>
        <Fields form={form} />
        <Button>Save as a draft</Button>
      </Form>
    </>
  ),
});

/** `overtaken`: somebody changed it meanwhile; what was typed is kept, and the next press is based on what is there now. */
export function changeSessionPage(session: Session, basedOn: number, form: FormState, overtaken = false): PageReply {
  const message = "Somebody changed this session while you worked on it. What you typed is kept: look again, then save";
  return {
    title: `Change ${session.title}`,
    section: "Training",
    backLink: { href: deskPath(session.sessionId), text: session.title },
    ...(overtaken ? { status: 409, errors: [{ field: "title", message }] } : { errors: form.errors }),
    body: (
      <>
        <h1 class="govuk-heading-l">Change {session.title}</h1>
        {session.status === "published" && (
          <InsetText>
            It is published: its kind, time and place stay as people booked them, and there may only be more places.
          </InsetText>
        )}
        <Form action={`${deskPath(session.sessionId)}/edit`} hidden={{ basedOn }}>
          <Fields form={form} />
          <Button>Save</Button>
        </Form>
      </>
    ),
  };
}
