import { strToU8, zipSync } from "fflate";
import type { Child } from "hono/jsx";
import { contactRoleNames, roleNames } from "../schema/invitation.ts";
import type { PersonData } from "../use-cases/gather-person-data.ts";

const readMe = `What The Partnerships Alliance holds about you.

your-data.html   to be read: open it in a browser
your-data.json   the same, complete, for other programs

Invoices name your organisation, not you; a lead or finance contact finds them in the portal. Letters are not kept: we list
which kind was sent, and when. What you said you need at a session is deleted two weeks after it; until then it is with the booking
in the portal. Nothing here rests on consent, so there are no consents to list.
`;

interface Part {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly Child[])[];
}

const PartTable = ({ title, head, rows }: Part) => (
  <section>
    <h2>{title}</h2>
    {rows.length === 0 ? (
      <p>Nothing.</p>
    ) : (
      <table>
        <thead>
          <tr>
            {head.map((each) => (
              <th scope="col">{each}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr>
              {row.map((cell) => (
                <td>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    )}
  </section>
);

function partsOf(data: PersonData): readonly Part[] {
  const { person } = data;
  const emails = person.emails ?? [{ email: person.email, verifiedAt: undefined }];
  const place = (id: string): string => data.organisationNames[id] ?? id;
  return [
    {
      title: "You",
      head: ["What", "Value"],
      rows: [
        ["Name", person.name],
        ...emails.map(({ email, verifiedAt }) => ["E-mail", verifiedAt ? `${email}, confirmed ${verifiedAt}` : email]),
        ["Known since", person.registeredAt],
        ["Reference", person.personId],
      ],
    },
    {
      title: "Your roles",
      head: ["Organisation", "Role", "From", "Until"],
      rows: data.affiliations.flatMap(({ organisationId, role, from, until, earlier = [] }) =>
        [...earlier, { from, until }].map((spell) => [
          place(organisationId),
          roleNames[role],
          spell.from,
          spell.until ?? "",
        ]),
      ),
    },
    {
      title: "Named by colleagues",
      head: ["Name", "E-mail", "Role", "When"],
      rows: data.namedAs.map(({ name, email, role, createdAt }) => [name, email, contactRoleNames[role], createdAt]),
    },
    {
      title: "Invitations",
      head: ["Organisation", "Role", "Sent", "State"],
      rows: data.invitations.map((each) => [each.organisationName, roleNames[each.role], each.sentAt, each.status]),
    },
    {
      title: "Requests to belong",
      head: ["Organisation", "Role", "From", "State"],
      rows: data.requests.map((each) => [each.organisationName, roleNames[each.role], each.from, each.status]),
    },
    {
      title: "Applications",
      head: ["Organisation", "Reference", "State"],
      rows: data.applications.map((each) => [each.organisationName, each.applicationId, each.status]),
    },
    {
      title: "Training you attended or watched to its end",
      head: ["What", "Day", "Hours", "Certificate", "State"],
      rows: data.training.certificates.map((each) => [each.title, each.attendedOn, each.hours, each.code, each.status]),
    },
    {
      title: "What you said of training",
      head: ["When", "Answers"],
      rows: data.training.feedback.map(({ givenAt, answers }) => [givenAt, Object.values(answers).join(" · ")]),
    },
    {
      title: "Times with experts",
      head: ["Clinic", "Time", "State", "What you wrote"],
      rows: data.training.appointments.map((each) => [
        ...[each.title, each.startsAtLocal.replace("T", " "), each.status, each.words?.about ?? ""],
      ]),
    },
    {
      title: "Recordings you opened",
      head: ["Reference", "Opened", "Until"],
      rows: data.training.recordings.map(({ recordingId, openedOn, until }) => [recordingId, openedOn, until]),
    },
    {
      title: "Training you booked on your own account",
      head: ["Reference", "For", "When"],
      rows: data.training.bookings.map((each) => [each.bookingId, each.organisationName, each.madeAt]),
    },
    {
      title: "Letters sent to you",
      head: ["Kind", "When", "State"],
      rows: data.letters.map(({ template, sentAt, claimedAt, status }) => [template, sentAt ?? claimedAt, status]),
    },
    {
      title: "Sessions",
      head: ["Signed in", "Last used"],
      rows: data.sessions.map(({ since, lastUsed }) => [since, lastUsed]),
    },
    {
      title: "What was recorded",
      head: ["When", "What"],
      rows: data.events.map(({ occurredAt, type }) => [occurredAt, type]),
    },
  ];
}

const style =
  "body{font:1rem/1.5 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}td,th{text-align:left;padding:.25rem 1rem .25rem 0;vertical-align:top;overflow-wrap:anywhere}";

const htmlOf = (data: PersonData, at: string): string =>
  `<!DOCTYPE html>${(
    (
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>Your data</title>
          <style>{style}</style>
        </head>
        <body>
          <h1>What The Partnerships Alliance holds about you</h1>
          <p>As of {at}.</p>
          {partsOf(data).map((part) => (
            <PartTable {...part} />
          ))}
        </body>
      </html>
    )
  ).toString()}`;

/** A ZIP of the same twice: for programs, and for people. */
export function dataFile(data: PersonData, at: string): Response {
  const files = {
    "read-me.txt": strToU8(readMe),
    "your-data.html": strToU8(htmlOf(data, at)),
    "your-data.json": strToU8(`${JSON.stringify({ asOf: at, ...data }, null, 2)}\n`),
  };
  const bytes = zipSync(files, { level: 6, mtime: new Date(at) });
  return new Response(new Uint8Array(bytes), {
    headers: {
      "content-type": "application/zip",
      "content-disposition": `attachment; filename="your-data-${at.slice(0, 10)}.zip"`,
    },
  });
}
