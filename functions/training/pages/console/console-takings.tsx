import { academicYearOf, dayInWords, type LondonDate, pounds } from "@alliance/core";
import type { PageReply } from "@alliance/http";
import { BarChart, EmptyState, Link } from "@alliance/ui";
import { type SessionTakings, type TermName, termNames, type YearTakings } from "../../use-cases/read-takings.ts";
import { deskPath, listPath } from "./console-form.tsx";

export const takingsPath = `${listPath}/takings`;

export const termWords: Readonly<Record<TermName, string>> = {
  autumn: "Autumn term",
  spring: "Spring term",
  summer: "Summer term",
};

/** The term that a day is in, by calendar months. */
export function termOf(day: LondonDate): TermName {
  const month = Number(day.slice(5, 7));
  if (month >= 9) return "autumn";
  return month <= 4 ? "spring" : "summer";
}

const sum = (sessions: readonly SessionTakings[], of: "netPence" | "taken" | "capacity"): number =>
  sessions.reduce((total, each) => total + each[of], 0);

const percent = (taken: number, capacity: number): number =>
  capacity === 0 ? 0 : Math.round((100 * taken) / capacity);

const lineOf = ({ session: { sessionId, startsAtLocal, title } }: SessionTakings) => ({
  label: `${dayInWords(startsAtLocal.slice(0, 10))}: ${title}`,
  href: deskPath(sessionId),
});

export interface TakingsShown {
  readonly takings: YearTakings;
  readonly yearBegins: number;
  readonly term: TermName;
}

const yearName = (begins: number): string => academicYearOf(`${begins}-09-01`).name;
const hrefOf = (year: number, term: TermName): string => `${takingsPath}?year=${year}&term=${term}`;

interface Choices {
  readonly label: string;
  /** Where it leads; undefined for what is shown. */
  readonly items: readonly { readonly text: string; readonly href: string | undefined }[];
}

const Choice = ({ label, items }: Choices) => (
  <nav aria-label={label}>
    <p class="govuk-body">
      {items.map(({ text, href }, at) => (
        <>
          {at > 0 && " · "}
          {href === undefined ? <strong aria-current="true">{text}</strong> : <Link href={href}>{text}</Link>}
        </>
      ))}
    </p>
  </nav>
);

/** The year by term, then one term by session: as bars, and the same as a table below them. */
export function takingsPage({ takings, yearBegins, term }: TakingsShown): PageReply {
  const sessions = takings[term];
  const total = termNames.reduce((all, each) => all + sum(takings[each], "netPence"), 0);
  const named = `${termWords[term].toLowerCase()} of ${yearName(yearBegins)}`;
  return {
    title: `Income and take-up, ${named}`,
    section: "Training",
    backLink: { href: listPath, text: "Sessions" },
    body: (
      <>
        <h1 class="govuk-heading-l">Income and take-up</h1>
        <p class="govuk-body">
          Net of VAT: what is booked, and what was kept of cancelled places. Counted every ten minutes; what was
          invoiced and paid is in the books.
        </p>
        <Choice
          label="Years"
          items={[-1, 0, 1].map((by) => ({
            text: yearName(yearBegins + by),
            href: by === 0 ? undefined : hrefOf(yearBegins + by, term),
          }))}
        />
        <BarChart
          id="by-term"
          title={`Income in ${yearName(yearBegins)}`}
          description={`${pounds(total)} in all, by the term in which sessions take place.`}
          labelHeading="Term"
          valueHeading="Income"
          bars={termNames.map((each) => {
            const value = sum(takings[each], "netPence");
            return { label: termWords[each], value, text: pounds(value) };
          })}
        />
        <p class="govuk-body">
          <strong>{pounds(total)}</strong> in all in {yearName(yearBegins)}.
        </p>
        <Choice
          label="Terms"
          items={termNames.map((each) => ({
            text: termWords[each],
            href: each === term ? undefined : hrefOf(yearBegins, each),
          }))}
        />
        {sessions.length === 0 ? (
          <EmptyState title={`No session in the ${named}`}>Sessions are shown here once they are published.</EmptyState>
        ) : (
          <>
            <BarChart
              id="by-session"
              title={`Income by session, ${termWords[term].toLowerCase()}`}
              description={`${pounds(sum(sessions, "netPence"))} from ${sessions.length} sessions.`}
              labelHeading="Session"
              valueHeading="Income"
              bars={sessions.map((each) => ({
                ...lineOf(each),
                value: each.netPence,
                text: pounds(each.netPence),
              }))}
            />
            <BarChart
              id="take-up"
              title={`Take-up by session, ${termWords[term].toLowerCase()}`}
              description={`${sum(sessions, "taken")} of ${sum(sessions, "capacity")} places are taken, by the share of each session.`}
              labelHeading="Session"
              valueHeading="Places taken"
              outOf={100}
              bars={sessions.map((each) => ({
                ...lineOf(each),
                value: percent(each.taken, each.capacity),
                text: `${each.taken} of ${each.capacity}, ${percent(each.taken, each.capacity)}%`,
              }))}
            />
          </>
        )}
      </>
    ),
  };
}
