import type { PageReply } from "@alliance/http";
import { type FormState, InsetText, LinkCard, Tiles } from "@alliance/ui";
import type { Session } from "../../schema/session.ts";
import { templates } from "../../sessions/templates.ts";
import { changePage, newPage } from "../staff-form.tsx";
import { About, When, Where } from "./console-form-fields.tsx";
import { Price, Rules } from "./console-price-fields.tsx";

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
    <About form={form} />
    <When form={form} />
    <Where form={form} />
    <Price form={form} />
    <Rules form={form} />
  </>
);

export const newSessionPage = (form: FormState & { readonly once: string }): PageReply => {
  const backLink = { href: `${listPath}/new`, text: "Build a session" };
  return newPage({ what: "session", backLink, children: <Fields form={form} /> }, form);
};

export const changeSessionPage = (
  { sessionId, title, status }: Session,
  basedOn: number,
  form: FormState,
  overtaken = false,
): PageReply => {
  const backLink = { href: deskPath(sessionId), text: title };
  const stays = status === "published" && (
    <InsetText>
      It is published: its kind, time and place stay as people booked them, and there may only be more places.
    </InsetText>
  );
  return changePage({ what: "session", backLink, stays, basedOn, overtaken, children: <Fields form={form} /> }, form);
};
