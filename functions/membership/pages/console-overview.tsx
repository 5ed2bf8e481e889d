import { can } from "@alliance/auth";
import type { Actor } from "@alliance/core";
import type { PageReply } from "@alliance/http";
import { EmptyState, formatDate, Link, LondonDate, StatTile, Table, Tiles } from "@alliance/ui";
import type { Application } from "../schema/application.ts";
import type { Count, Overview } from "../use-cases/read-overview.ts";
import { organisationPath } from "./console-paths.ts";
import { Paragraph } from "./school-parts.tsx";

const figure = ({ value, isMore }: Count): string => (isMore ? `${value}+` : String(value));

const organisationLink = ({ organisationId, organisationName }: Application) => (
  <Link href={organisationPath(organisationId)}>{organisationName}</Link>
);

const Applications = ({ caption, items }: { readonly caption: string; readonly items: readonly Application[] }) => (
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

const work = {
  application: { text: "Applications to approve or decline", href: "/console/membership/applications" },
  stranded: { text: "Paid after the school had gone to another application", href: "#paid-too-late" },
  review: { text: "Changes in the national register to decide about", href: "/console/membership/register/reviews" },
  request: { text: "People who ask to belong, and whom nobody has answered", href: "/console/membership/requests" },
  erasure: { text: "People who ask to be erased; the law gives a month", href: "/console/membership/people" },
} as const satisfies Record<Overview["waiting"][number]["kind"], object>;

const Work = ({ waiting }: Pick<Overview, "waiting">) =>
  waiting.length === 0 ? (
    <>
      <h2 class="govuk-heading-m">Waiting for somebody</h2>
      <EmptyState title="Nothing waits for anybody">
        Applications to approve, changes in the register and requests to belong and about personal data would be here.
      </EmptyState>
    </>
  ) : (
    <Table
      stacks
      caption="Waiting for somebody"
      captionClasses="govuk-table__caption--m"
      firstCellIsHeader
      head={[{ content: "What" }, { content: "How many", format: "numeric" }, { content: "The oldest since" }]}
      rows={waiting.map(({ kind, count, since }) => [
        { content: <Link href={work[kind].href}>{work[kind].text}</Link> },
        { content: figure(count), format: "numeric" },
        { content: <LondonDate value={since} withTime /> },
      ])}
    />
  );

const Look = ({ links }: Pick<OverviewOptions, "links">) => (
  <Paragraph>
    <Link href="/console/membership/members">Members in numbers</Link>
    {" · "}
    <Link href="/console/membership/timeline">Timeline of anything</Link>
    {links.map(({ href, text }) => (
      <>
        {" · "}
        <Link href={href}>{text}</Link>
      </>
    ))}
  </Paragraph>
);

/** Work that other pages list, for those who may open them. */
export const overviewLinks = (actor: Actor): OverviewOptions["links"] => [
  ...(can(actor, "membership.merge") ? [{ href: "/console/membership/merges", text: "Merged organisations" }] : []),
  ...(can(actor, "finance.read-any")
    ? [{ href: "/console/finance/exceptions", text: "What the finance team looks into" }]
    : []),
];

interface OverviewOptions {
  /** Pages that only some of the staff may open. */
  readonly links: readonly { readonly href: string; readonly text: string }[];
}

/** What staff see first: figures, and what waits for somebody. */
export const overviewPage = (overview: Overview, { links }: OverviewOptions): PageReply => ({
  title: "Overview",
  section: "Overview",
  layout: "wide",
  body: (
    <>
      <h1 class="govuk-heading-l">Overview</h1>
      <Tiles>
        <StatTile
          label="Members"
          value={overview.members.toLocaleString("en-GB")}
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
      <Look links={links} />
      <Work waiting={overview.waiting} />
      {overview.stranded.length > 0 && (
        <div id="paid-too-late">
          <Applications caption="Paid too late: decide" items={overview.stranded} />
        </div>
      )}
      {overview.pending.length > 0 ? (
        <Applications caption="Waiting for payment, longest first" items={overview.pending} />
      ) : (
        <EmptyState title="Nobody owes a payment">Every application has been paid or has ended.</EmptyState>
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
