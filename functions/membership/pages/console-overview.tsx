import type { PageReply } from "@alliance/http";
import { EmptyState, formatDateTime, Link, LondonDate, StatTile, Table, Tiles } from "@alliance/ui";
import type { Application } from "../schema.ts";
import type { Count, Overview } from "../use-cases/read-overview.ts";
import { Paragraph } from "./school-parts.tsx";

const figure = ({ value, isMore }: Count): string => (isMore ? `${value}+` : String(value));

const organisationLink = ({ organisationId, organisationName }: Application) => (
  <Link href={`/console/membership/organisations/${organisationId}`}>{organisationName}</Link>
);

const Waiting = ({ caption, items }: { readonly caption: string; readonly items: readonly Application[] }) => (
  <Table
    caption={caption}
    captionClasses="govuk-table__caption--m"
    head={[{ content: "School" }, { content: "Payment" }, { content: "Since" }]}
    rows={items.map((application) => [
      { content: organisationLink(application) },
      { content: application.payment.method === "card" ? "Card" : "Invoice" },
      { content: <LondonDate value={application.submittedAt} withTime /> },
    ])}
  />
);

function registerDetail({ lastImport }: Overview): string {
  if (lastImport === undefined) return "No file was imported yet";
  if (lastImport.status === "imported" && lastImport.finishedAt) return formatDateTime(lastImport.finishedAt);
  return lastImport.status === "refused" ? "The last file was refused" : "A file is being read";
}

/** What staff see first: figures, and what waits for somebody. */
export const overviewPage = (overview: Overview): PageReply => ({
  title: "Overview",
  section: "Overview",
  layout: "wide",
  body: (
    <>
      <h1 class="govuk-heading-l">Overview</h1>
      <Tiles>
        <StatTile
          label="Members"
          value={figure(overview.members)}
          detail={`in ${overview.academicYear}`}
          href="/console/membership/organisations"
        />
        <StatTile label="Waiting for payment" value={figure(overview.pendingCount)} detail="applications" />
        <StatTile
          label="National register"
          value={overview.lastImport?.counts?.rows.toLocaleString("en-GB") ?? "–"}
          detail={registerDetail(overview)}
          href="/console/membership/register"
        />
      </Tiles>
      {overview.stranded.length > 0 && <Waiting caption="Paid too late: decide" items={overview.stranded} />}
      {overview.pending.length > 0 ? (
        <Waiting caption="Waiting for payment, longest first" items={overview.pending} />
      ) : (
        <EmptyState title="Nothing waits">Every application has been paid or has ended.</EmptyState>
      )}
    </>
  ),
});

/** For staff whose work lies elsewhere, such as assessors. */
export const welcomePage = (): PageReply => ({
  title: "Staff console",
  section: "Overview",
  body: (
    <>
      <h1 class="govuk-heading-l">Staff console</h1>
      <Paragraph>Your account has no work here yet. What you may open is in the menu above.</Paragraph>
    </>
  ),
});
