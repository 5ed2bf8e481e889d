import { whenInWords } from "@alliance/core";
import type { PageReply } from "@alliance/http";
import { SummaryList, Table } from "@alliance/ui";
import { formatNames } from "../../schema/topics.ts";
import type { Roster, RosterRow } from "../../use-cases/read-roster.ts";
import { placesInWords, poolNames } from "../booking/booking-words.ts";
import { timeInWords } from "../session-words.ts";
import { registerPath } from "./day-paths.ts";

interface Group {
  readonly organisationName: string;
  readonly rows: readonly RosterRow[];
}

/** Schools by name, each with who comes from there. */
function bySchool(rows: readonly RosterRow[]): readonly Group[] {
  const groups = Map.groupBy(rows, ({ organisationName }) => organisationName);
  return [...groups]
    .map(([organisationName, own]) => ({ organisationName, rows: own }))
    .sort((a, b) => a.organisationName.localeCompare(b.organisationName, "en-GB"));
}

const whoOf = ({ rows }: Group): string => {
  const named = rows.flatMap(({ name }) => name ?? []);
  const toFollow = rows.length - named.length;
  return [...named, ...(toFollow > 0 ? [`${toFollow === 1 ? "1 name" : `${toFollow} names`} to follow`] : [])].join(
    ", ",
  );
};

/** One page for whoever runs it: when, where, the way in, what is needed but not by whom, and who comes from which school. */
export function runSheetPage({ session, rows }: Roster, needs: readonly string[]): PageReply {
  const { venue, online } = session;
  const groups = bySchool(rows);
  return {
    title: `Run sheet of ${session.title}, ${timeInWords(session.startsAtLocal)}`,
    section: "Training",
    layout: "wide",
    backLink: { href: registerPath(session.sessionId), text: "Register" },
    body: (
      <>
        <span class="govuk-caption-l">Run sheet</span>
        <h1 class="govuk-heading-l">{session.title}</h1>
        <SummaryList
          rows={[
            { key: "When", value: whenInWords(session) },
            { key: "How", value: formatNames[session.format] },
            venue && { key: "Where", value: [venue.name, ...venue.addressLines, venue.postcode].join(", ") },
            venue && { key: "How to get in", value: venue.instructions ?? "Nothing was written down" },
            online && { key: "Link to join", value: online.link ?? "None yet" },
            online?.instructions !== undefined && { key: "Online", value: online?.instructions },
            {
              key: "Who comes",
              value: session.pools
                .map(({ poolId, capacity }) => {
                  const taken = rows.filter((row) => row.poolId === poolId).length;
                  return `${poolNames[poolId]}: ${taken} of ${capacity}`;
                })
                .join(" · "),
            },
          ]}
        />
        {needs.length > 0 && (
          <>
            <h2 class="govuk-heading-m">What people need</h2>
            <ul class="govuk-list govuk-list--bullet">
              {[...needs].sort().map((words) => (
                <li>{words}</li>
              ))}
            </ul>
          </>
        )}
        {groups.length > 0 && (
          <Table
            stacks
            caption="By school or organisation"
            firstCellIsHeader
            head={[{ content: "School or organisation" }, { content: "Places" }, { content: "Who" }]}
            rows={groups.map((group) => [
              { content: group.organisationName },
              { content: placesInWords(group.rows.length) },
              { content: whoOf(group) },
            ])}
          />
        )}
        <p class="govuk-body">Names are for running the session only. Please shred the sheet afterwards.</p>
      </>
    ),
  };
}
