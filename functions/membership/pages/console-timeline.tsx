import type { PageReply } from "@alliance/http";
import { Button, EmptyState, Field, Form, Link, Timeline } from "@alliance/ui";
import type { OrganisationTimeline } from "../use-cases/read-timeline.ts";
import { happenings } from "./console-organisation.tsx";
import { Paragraph } from "./school-parts.tsx";

export const timelinePath = "/console/membership/timeline";

interface Asked {
  readonly asked: string;
  readonly refused?: string | undefined;
  readonly history?: OrganisationTimeline;
}

const History = ({ asked, history }: { readonly asked: string; readonly history: OrganisationTimeline }) =>
  history.events.length === 0 ? (
    <EmptyState title="Nothing is recorded under this reference">
      Check that it was copied whole. What happened before it was known to us is not recorded.
    </EmptyState>
  ) : (
    <>
      <Timeline items={happenings(history)} headingLevel={2} />
      {history.cursor && (
        <Paragraph>
          <Link href={`${timelinePath}?${new URLSearchParams({ reference: asked, cursor: history.cursor })}`}>
            Older entries
          </Link>
        </Paragraph>
      )}
    </>
  );

/** What happened to anything that has a reference: the answer to "why is it so?". */
export const timelinePage = ({ asked, refused, history }: Asked): PageReply => {
  const errors = refused ? [{ field: "reference", message: refused }] : [];
  return {
    title: "Timeline of anything",
    section: "Overview",
    errors,
    breadcrumbs: [{ content: "Overview", href: "/console" }, { content: "Timeline of anything" }],
    body: (
      <>
        <h1 class="govuk-heading-l">Timeline of anything</h1>
        <Form method="get" action={timelinePath}>
          <Field
            kind="input"
            name="reference"
            form={{ values: { reference: asked }, errors }}
            label="Reference"
            hint="Of an organisation, person, application, invoice or register file, as its page shows it"
            autocomplete="off"
            spellcheck={false}
          />
          <Button classes="govuk-button--secondary">Show what happened</Button>
        </Form>
        {history && <History asked={asked} history={history} />}
      </>
    ),
  };
};
