import type { PageReply } from "@alliance/http";
import { Button, EmptyState, Field, Form, Link, Pagination, ScrollableTable, SummaryList } from "@alliance/ui";
import { currentIdentifier } from "../schema/organisation.ts";
import type { Registrable } from "../use-cases/find-in-register.ts";
import type { OrganisationPage } from "../use-cases/list-organisations.ts";
import { organisationPath } from "./console-paths.ts";
import { Paragraph, TermTag } from "./school-parts.tsx";
import { kindNames } from "./type-words.ts";

const pagePath = "/console/membership/organisations";

const Rows = ({ items }: OrganisationPage) => (
  <ScrollableTable
    label="Organisations"
    firstCellIsHeader
    head={[{ content: "Name" }, { content: "Kind" }, { content: "URN" }, { content: "Town" }, { content: "This year" }]}
    rows={items.map(({ organisation, term }) => [
      { content: <Link href={organisationPath(organisation.organisationId)}>{organisation.name}</Link> },
      { content: kindNames[organisation.kind] },
      { content: currentIdentifier(organisation, "urn") },
      { content: organisation.town },
      { content: <TermTag term={term} /> },
    ])}
  />
);

const Nothing = ({ q, membersOnly }: Asked) =>
  q === "" && !membersOnly ? (
    <EmptyState title="No organisation yet">
      A school becomes an organisation of ours when somebody joins for it, or when you register it.
    </EmptyState>
  ) : (
    <EmptyState title="No organisation matches that" action={{ href: pagePath, text: "Show all" }}>
      A name is found by how it begins, a number only whole. What the register has of that name is below.
    </EmptyState>
  );

const FromRegister = ({ items }: { readonly items: readonly Registrable[] }) => (
  <>
    <h2 class="govuk-heading-m">In the national register, not with us yet</h2>
    <SummaryList
      rows={items.map(({ scheme, value, name, detail }) => ({
        key: name,
        value: (
          <>
            {detail}
            <Form action="/console/membership/register/organisations" hidden={{ scheme, value }}>
              <Button classes="govuk-button--secondary govuk-!-margin-bottom-0 govuk-!-margin-top-2">
                Register <span class="govuk-visually-hidden">{name}</span>
              </Button>
            </Form>
          </>
        ),
      }))}
    />
  </>
);

const addressOf = ({ q, membersOnly }: Asked, cursor: string): string =>
  `${pagePath}?${new URLSearchParams({ ...(q ? { q } : {}), ...(membersOnly ? { only: "members" } : {}), cursor })}`;

interface Asked {
  readonly q: string;
  readonly membersOnly: boolean;
}

/** `cursor` is sealed already. */
export const organisationsPage = (
  asked: Asked,
  found: OrganisationPage,
  { registrable, mayEdit }: { readonly registrable: readonly Registrable[]; readonly mayEdit: boolean },
): PageReply => ({
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
          form={{ values: { q: asked.q } }}
          label="Name begins with, or a number such as the URN"
          type="search"
          classes="govuk-input--width-20"
          autocomplete="off"
          spellcheck={false}
        />
        <Field
          kind="checkboxes"
          name="only"
          form={{ values: asked.membersOnly ? { only: "members" } : {} }}
          classes="govuk-checkboxes--small"
          items={[{ value: "members", content: "Only members of this academic year" }]}
        />
        <Button classes="govuk-button--secondary">Search</Button>
      </Form>
      {found.items.length === 0 ? <Nothing {...asked} /> : <Rows {...found} />}
      {mayEdit && registrable.length > 0 && <FromRegister items={registrable} />}
      {mayEdit && (
        <Paragraph>
          <Link href="/console/membership/add-organisation">Add an organisation by hand</Link>
        </Paragraph>
      )}
      {found.cursor && <Pagination next={{ href: addressOf(asked, found.cursor) }} />}
    </>
  ),
});
