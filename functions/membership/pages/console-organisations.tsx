import type { PageReply } from "@alliance/http";
import { Button, EmptyState, Field, Form, Link, Pagination, ScrollableTable } from "@alliance/ui";
import type { OrganisationPage } from "../use-cases/list-organisations.ts";
import { TermTag } from "./school-parts.tsx";

const pagePath = "/console/membership/organisations";

const Rows = ({ items }: OrganisationPage) => (
  <ScrollableTable
    label="Organisations"
    firstCellIsHeader
    head={[
      { content: "Name" },
      { content: "URN" },
      { content: "Phase" },
      { content: "Town" },
      { content: "This year" },
    ]}
    rows={items.map(({ organisation, term }) => [
      { content: <Link href={`${pagePath}/${organisation.organisationId}`}>{organisation.name}</Link> },
      { content: organisation.identifiers.findLast(({ scheme }) => scheme === "urn")?.value },
      { content: organisation.phase },
      { content: organisation.town },
      { content: <TermTag term={term} /> },
    ])}
  />
);

const Nothing = ({ q }: { readonly q: string }) =>
  q === "" ? (
    <EmptyState title="No organisation yet">
      A school becomes an organisation of ours when somebody joins for it.
    </EmptyState>
  ) : (
    <EmptyState title="No organisation matches that" action={{ href: pagePath, text: "Show all" }}>
      Only schools that have applied are here. A name is found by how it begins.
    </EmptyState>
  );

/** `cursor` is sealed already. */
export const organisationsPage = (q: string, found: OrganisationPage): PageReply => ({
  title: "Organisations",
  section: "Organisations",
  layout: "wide",
  body: (
    <>
      <h1 class="govuk-heading-l">Organisations</h1>
      <Form method="get" action={pagePath}>
        <Field
          kind="input"
          name="q"
          form={{ values: { q } }}
          label="Name begins with, or URN"
          type="search"
          classes="govuk-input--width-20"
          autocomplete="off"
          spellcheck={false}
        />
        <Button classes="govuk-button--secondary">Search</Button>
      </Form>
      {found.items.length === 0 ? <Nothing q={q} /> : <Rows {...found} />}
      {found.cursor && (
        <Pagination
          next={{ href: `${pagePath}?${new URLSearchParams({ ...(q ? { q } : {}), cursor: found.cursor })}` }}
        />
      )}
    </>
  ),
});
