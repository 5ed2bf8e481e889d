import { monthInWords } from "@alliance/core";
import type { PageReply } from "@alliance/http";
import { BarChart, EmptyState, Link } from "@alliance/ui";
import type { MemberCount } from "../schema/member-count.ts";
import type { MemberCounts } from "../use-cases/read-member-counts.ts";
import { Paragraph } from "./school-parts.tsx";

const monthName = (month: string): string => `${monthInWords(month)} ${month.slice(0, 4)}`;

interface ChartProps {
  readonly id: string;
  readonly title: string;
  readonly heading: string;
  readonly counts: readonly MemberCount[];
  readonly nameOf?: (value: string) => string;
}

function Chart({ id, title, heading, counts, nameOf = (value) => value }: ChartProps) {
  const bars = counts.map(({ value, members }) => ({ label: nameOf(value), value: members }));
  const most = counts.reduce<MemberCount | undefined>((a, b) => (a && a.members >= b.members ? a : b), undefined);
  const description = most ? `Most in ${nameOf(most.value)}: ${most.members.toLocaleString("en-GB")}.` : "";
  return <BarChart {...{ id, title, description, bars }} labelHeading={heading} valueHeading="Members" />;
}

const yearBefore = (academicYear: string): string => {
  const begins = Number(academicYear.slice(0, 4)) - 1;
  return `${begins}-${String((begins + 1) % 100).padStart(2, "0")}`;
};

/** The members of a year in three charts, each with its table. */
export const membersPage = ({ academicYear, total, by }: MemberCounts): PageReply => ({
  title: "Members in numbers",
  section: "Overview",
  layout: "wide",
  breadcrumbs: [{ content: "Overview", href: "/console" }, { content: "Members in numbers" }],
  body: (
    <>
      <h1 class="govuk-heading-l">Members in numbers, {academicYear}</h1>
      {total === 0 ? (
        <EmptyState title="No membership of this year is in force yet">
          As soon as one is paid or invoiced, it is counted here.
        </EmptyState>
      ) : (
        <>
          <Paragraph>
            {total.toLocaleString("en-GB")} {total === 1 ? "membership has" : "memberships have"} come into force for
            this academic year. Months are those in which that happened.
          </Paragraph>
          <Chart id="by-region" title="By region" heading="Region" counts={by.region} />
          <Chart id="by-phase" title="By phase" heading="Phase" counts={by.phase} />
          <Chart id="by-month" title="By month" heading="Month" counts={by.month} nameOf={monthName} />
        </>
      )}
      <Paragraph>
        <Link href="/console/membership/organisations?only=members">The members of today, one by one</Link>
        {" · "}
        <Link href={`/console/membership/members?year=${yearBefore(academicYear)}`}>The year before</Link>
      </Paragraph>
    </>
  ),
});
