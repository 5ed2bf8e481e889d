import type { PageReply } from "@alliance/http";
import { Button, InsetText, Lines, LinkCard, LondonDate, SummaryList, Table, Tag, Tiles } from "@alliance/ui";
import type { TypeVersion } from "../schema/membership-type.ts";
import type { TypeHistory } from "../use-cases/read-membership-types.ts";
import { soldWords } from "./console-type-preview.tsx";
import { Paragraph } from "./school-parts.tsx";
import { contentRows, priceWords } from "./type-words.ts";

const SaleTag = ({ isOnSale }: { readonly isOnSale: boolean }) =>
  isOnSale ? <Tag classes="govuk-tag--green">On sale</Tag> : <Tag classes="govuk-tag--grey">Not on sale</Tag>;

/** Every type as it is now. */
export const typesPage = (types: readonly TypeVersion[], mayEdit: boolean): PageReply => ({
  title: "Membership types",
  section: "Membership types",
  body: (
    <>
      <h1 class="govuk-heading-l">Membership types</h1>
      <Paragraph>
        What organisations join with: who may, for how much, for how long, and what comes with it. A change makes a new
        version; what was sold keeps its own.
      </Paragraph>
      {mayEdit && <Button href={newTypePath}>Make a new type</Button>}
      <Tiles asList>
        {types.map(({ membershipTypeId, version, content }) => (
          <LinkCard title={content.name} href={`/console/membership/types/${membershipTypeId}`}>
            {priceWords(content)[0]}
            {content.price.bands.length > 1 && `, and ${content.price.bands.length - 1} more by size`}
            <br />
            Version {version}
            <br />
            <SaleTag isOnSale={content.isOnSale} />
          </LinkCard>
        ))}
      </Tiles>
    </>
  ),
});

export const newTypePath = "/console/membership/types/new";

const by = (publishedBy: string, names: TypeHistory["names"]): string =>
  publishedBy.startsWith("per_") ? (names.get(publishedBy) ?? "Name not known any more") : "The platform";

const Versions = ({ versions, names }: Pick<TypeHistory, "versions" | "names">) => (
  <Table
    stacks
    caption="Versions"
    captionClasses="govuk-table__caption--m"
    firstCellIsHeader
    head={[{ content: "Version" }, { content: "Price, net" }, { content: "Published" }, { content: "Why" }]}
    rows={versions.map(({ version, content, reason, publishedAt, publishedBy }) => [
      { content: version },
      { content: priceWords(content).join("; ") },
      {
        content: (
          <>
            <LondonDate value={publishedAt} withTime />, {by(publishedBy, names)}
          </>
        ),
      },
      { content: reason },
    ])}
  />
);

interface TypePage {
  readonly history: TypeHistory;
  readonly mayEdit: boolean;
  /** What has just happened, when something has. */
  readonly notice?: string | undefined;
}

const Ways = ({ membershipTypeId, isOnSale }: { readonly membershipTypeId: string; readonly isOnSale: boolean }) => (
  <>
    {!isOnSale && (
      <InsetText>
        Nobody can join with it now. To put it on sale, change it and answer “Yes” to the last question.
      </InsetText>
    )}
    <div class="govuk-button-group">
      <Button href={`/console/membership/types/${membershipTypeId}/edit`}>Change it</Button>
      <Button href={`${newTypePath}?copyOf=${membershipTypeId}`} classes="govuk-button--secondary">
        Make a new type from it
      </Button>
    </div>
  </>
);

/** One type: what it says now, and every version there was. `mayEdit` shows the buttons. */
export const typePage = ({ history, mayEdit, notice }: TypePage): PageReply => {
  const { current, versions, names, sold } = history;
  const { content, membershipTypeId } = current;
  return {
    title: content.name,
    section: "Membership types",
    layout: "wide",
    breadcrumbs: [{ content: "Membership types", href: "/console/membership/types" }, { content: content.name }],
    ...(notice ? { notice } : {}),
    body: (
      <>
        <h1 class="govuk-heading-l">{content.name}</h1>
        <SummaryList
          rows={contentRows(content).map(({ key, lines: words }) => ({ key, value: <Lines of={words} /> }))}
        />
        <Paragraph>{soldWords(sold)}</Paragraph>
        {mayEdit && <Ways membershipTypeId={membershipTypeId} isOnSale={content.isOnSale} />}
        <Versions versions={versions} names={names} />
      </>
    ),
  };
};
