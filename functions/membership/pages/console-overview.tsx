import type { PageReply } from "@alliance/http";
import { EmptyState, formatDate, Link, LondonDate, StatTile, Table, Tiles } from "@alliance/ui";
import type { Application } from "../schema/application.ts";
import type { Count, Overview } from "../use-cases/read-overview.ts";
import { Paragraph } from "./school-parts.tsx";

const figure = ({ value, isMore }: Count): string => (isMore ? `${value}+` : String(value));

const organisationLink = ({ organisationId, organisationName }: Application) => (
  <Link href={`/console/membership/organisations/${organisationId}`}>{organisationName}</Link>
);

const Waiting = ({ caption, items }: { readonly caption: string; readonly items: readonly Application[] }) => (
  <Table
    stacks
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

function registerDetail({ register, lastImport }: Overview): string {
  if (lastImport?.status === "refused") return "schools; the last file was refused";
  if (lastImport?.status === "requested" || lastImport?.status === "running") return "schools; a file is being read";
  return register ? `schools, as of ${formatDate(register.importedAt)}` : "No file was imported yet";
}

/** What staff see first: figures, and what waits for somebody. */
const Look = () => (
  <Paragraph>
    <Link href="/console/membership/members">Members in numbers</Link>
    {" · "}
    <Link href="/console/membership/timeline">Timeline of anything</Link>
  </Paragraph>
);

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
          href="/console/membership/members"
        />
        <StatTile label="Waiting for payment" value={figure(overview.pendingCount)} detail="applications" />
        <StatTile
          label="National register"
          value={overview.register?.establishments.toLocaleString("en-GB") ?? "None"}
          detail={registerDetail(overview)}
          href="/console/membership/register"
        />
      </Tiles>
      <Look />
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
