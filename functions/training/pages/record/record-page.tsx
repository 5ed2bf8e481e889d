import { dateInWords } from "@alliance/core";
import type { PageReply } from "@alliance/http";
import { Button, EmptyState, Form, Link, StatTile, Table, Tiles } from "@alliance/ui";
import type { Certificate } from "../../schema/certificate.ts";
import type { CpdRecord, YearOfRecord } from "../../use-cases/read-record.ts";
import { certificatePath, ownFeedbackPath, recordPath } from "./record-paths.ts";

export const hoursInWords = (hours: number): string => (hours === 1 ? "1 hour" : `${hours} hours`);

const Year = ({ academicYear, hours, entries }: YearOfRecord) => (
  <Table
    stacks
    firstCellIsHeader
    caption={`${academicYear}: ${hoursInWords(hours)}`}
    captionClasses="govuk-table__caption--m"
    head={[
      { content: "Session" },
      { content: "Day" },
      { content: "Hours", format: "numeric" },
      { content: "Through" },
      { content: "Certificate" },
    ]}
    rows={entries.map(({ code, sessionId, title, attendedOn, hours: each, organisationName }) => [
      { content: title },
      { content: dateInWords(attendedOn) },
      { content: each, format: "numeric" },
      { content: organisationName },
      {
        content: (
          <>
            <Link href={certificatePath(code)}>
              Certificate<span class="govuk-visually-hidden"> of {title}</span>
            </Link>
            {/* What was watched, or asked an expert, has no questions of its own. */}
            {sessionId.startsWith("ses_") && (
              <>
                {" · "}
                <Link href={ownFeedbackPath(code)}>
                  Feedback<span class="govuk-visually-hidden"> on {title}</span>
                </Link>
              </>
            )}
          </>
        ),
      },
    ])}
  />
);

const Unclaimed = ({ certificates }: { readonly certificates: readonly Certificate[] }) => (
  <>
    <h2 class="govuk-heading-m">Were these you?</h2>
    <p class="govuk-body">
      They were booked with an address of yours under another name. If it was you, add them to your record.
    </p>
    {certificates.map(({ code, title, attendedOn, printedName }) => (
      <Form action={`${recordPath}/${code}/claim`}>
        <p class="govuk-body">
          {title}, {dateInWords(attendedOn)}, booked for {printedName}
        </p>
        <Button classes="govuk-button--secondary">
          That was me<span class="govuk-visually-hidden">: {title}</span>
        </Button>
      </Form>
    ))}
  </>
);

/** What somebody attended, year by year: theirs, whichever school they work at. */
export const recordPage = ({ name, hours, years, unclaimed }: CpdRecord, notice?: string): PageReply => ({
  title: "Your record of professional development",
  section: "Bookings",
  layout: "wide",
  backLink: { href: "/portal/training", text: "Training bookings" },
  notice,
  body: (
    <>
      <span class="govuk-caption-l">{name}</span>
      <h1 class="govuk-heading-l">Your record of professional development</h1>
      <p class="govuk-body">It is yours and comes with you when you change schools.</p>
      {years.length === 0 ? (
        <EmptyState title="Nothing yet" action={{ href: "/training", text: "Look at the training" }}>
          When you have been to a session of ours, its hours and your certificate are here.
        </EmptyState>
      ) : (
        <>
          <Tiles>
            <StatTile label="In all" value={hoursInWords(hours)} />
            {years.slice(0, 2).map((year) => (
              <StatTile label={year.academicYear} value={hoursInWords(year.hours)} />
            ))}
          </Tiles>
          {years.map((year) => (
            <Year {...year} />
          ))}
          <p class="govuk-body">
            To keep it on paper, print this page. <Link href={`${recordPath}/record.csv`}>Download it as a file</Link>
          </p>
        </>
      )}
      {unclaimed.length > 0 && <Unclaimed certificates={unclaimed} />}
    </>
  ),
});
