import type { PageReply } from "@alliance/http";
import { Button, EmptyState, Field, Form, Link, ScrollableTable, SummaryList } from "@alliance/ui";
import { currentIdentifier, type Organisation } from "../schema/organisation.ts";
import { organisationPath } from "./console-paths.ts";
import { Paragraph } from "./school-parts.tsx";

export const mergePath = (from: string, into?: string): string =>
  `${organisationPath(from)}/merge${into === undefined ? "" : `/${into}`}`;

const placeOf = ({ town, postcode }: Organisation): string => [town, postcode].filter(Boolean).join(" ") || "Not known";

const ShortFacts = ({ organisation }: { readonly organisation: Organisation }) => (
  <SummaryList
    rows={[
      { key: "Disappears", value: organisation.name },
      { key: "URN", value: currentIdentifier(organisation, "urn") ?? "None" },
      { key: "Place", value: placeOf(organisation) },
      { key: "Reference", value: organisation.organisationId },
    ]}
  />
);

const Found = ({ from, items }: { readonly from: Organisation; readonly items: readonly Organisation[] }) => (
  <ScrollableTable
    label="Organisations that match"
    firstCellIsHeader
    head={[{ content: "Name" }, { content: "URN" }, { content: "Place" }, { content: "What would happen" }]}
    rows={items.map((each) => [
      { content: each.name },
      { content: currentIdentifier(each, "urn") },
      { content: placeOf(each) },
      {
        content: (
          <Link href={mergePath(from.organisationId, each.organisationId)}>
            Look at it<span class="govuk-visually-hidden">: {each.name}</span>
          </Link>
        ),
      },
    ])}
  />
);

/** Which organisation another one is to become part of. */
export const chooseMergePage = (from: Organisation, q: string, found: readonly Organisation[]): PageReply => ({
  title: `Merge ${from.name} with another organisation`,
  section: "Organisations",
  layout: "wide",
  backLink: { href: organisationPath(from.organisationId), text: from.name },
  body: (
    <>
      <h1 class="govuk-heading-l">Merge with another organisation</h1>
      <Paragraph>
        For a school that was entered twice, or two that have become one. You see what would happen before anything
        does, and you can undo it for 30 days.
      </Paragraph>
      <ShortFacts organisation={from} />
      <Form method="get" action={mergePath(from.organisationId)}>
        <Field
          kind="input"
          name="q"
          form={{ values: { q } }}
          label={{ content: "Which organisation stays?", classes: "govuk-label--m" }}
          hint="How its name begins, its URN, or its reference"
          type="search"
          classes="govuk-input--width-20"
          autocomplete="off"
          spellcheck={false}
        />
        <Button classes="govuk-button--secondary">Search</Button>
      </Form>
      {found.length > 0 && <Found from={from} items={found} />}
      {found.length === 0 && q !== "" && (
        <EmptyState title="No other organisation matches that">
          A name is found by how it begins. Only organisations that we know are here, not the whole register.
        </EmptyState>
      )}
    </>
  ),
});
