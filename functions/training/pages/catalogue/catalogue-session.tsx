import { pounds, whenInWords } from "@alliance/core";
import type { PageReply } from "@alliance/http";
import { Button, InsetText, Lines, Link, SummaryList, WarningText } from "@alliance/ui";
import type { Listing } from "../../schema/session.ts";
import { formatNames, kindNames, phaseNames, subjectNames } from "../../schema/topics.ts";
import type { PublicSession, SessionDetails } from "../../use-cases/read-session.ts";
import { bookPath, queuePath, seriesBookPath } from "../booking/booking-paths.ts";
import { ladderInWords, placesInAll, timeInWords } from "../session-words.ts";
import { Price, whyThisPrice } from "./price-parts.tsx";

const Where = ({ session: { format, venue } }: { readonly session: PublicSession }) => (
  <>
    {formatNames[format]}
    {venue && (
      <>
        <br />
        {venue.name}
        <br />
        {[...venue.addressLines, venue.postcode].join(", ")}
      </>
    )}
    {format !== "in-person" && (
      <>
        <br />
        Delegates get the link to join online.
      </>
    )}
  </>
);

interface Shown extends SessionDetails {
  readonly isSignedIn: boolean;
}

const PriceRow = ({ session, offer, isSignedIn }: Shown) => {
  const { memberNetPence } = session.price;
  return (
    <>
      <strong>
        <Price netPence={offer.unitNetPence} vat={session.vat} />
      </strong>{" "}
      a place
      {offer.unitNetPence < offer.listNetPence && <> instead of {pounds(offer.listNetPence)} without membership</>}
      {!isSignedIn && memberNetPence !== undefined && <>, {pounds(memberNetPence)} for members</>}
      <br />
      {whyThisPrice({ offer, memberNetPence, isSignedIn })}
      {session.vat.note && (
        <>
          <br />
          {session.vat.note}
        </>
      )}
    </>
  );
};

const Facts = (shown: Shown) => {
  const { session, left } = shown;
  const isOn = session.status !== "cancelled" && session.status !== "completed";
  return (
    <SummaryList
      rows={[
        { key: "When", value: whenInWords(session) },
        { key: "Where", value: <Where session={session} /> },
        { key: "Price", value: <PriceRow {...shown} /> },
        isOn && { key: "Places", value: placesInAll(left) },
        { key: "For", value: session.phases.map((phase) => phaseNames[phase]).join(", ") },
        { key: "About", value: session.subjects.map((subject) => subjectNames[subject]).join(", ") },
        isOn && { key: "Booking closes", value: timeInWords(session.bookingClosesAtLocal) },
        isOn &&
          session.perSchoolQuota !== undefined && {
            key: "For each school",
            value: session.perSchoolQuota === 1 ? "One place" : `At most ${session.perSchoolQuota} places`,
          },
        isOn && { key: "If you cancel", value: <Lines of={ladderInWords(session)} /> },
        isOn &&
          session.noShowFeePence !== undefined && {
            key: "If nobody comes",
            value: (
              <>
                <Price netPence={session.noShowFeePence} vat={session.vat} /> for each place that stays empty without a
                word
              </>
            ),
          },
      ]}
    />
  );
};

interface OfSeries {
  readonly seriesId: string;
  readonly dates: readonly Listing[];
  readonly current: string;
  readonly mayBook: boolean;
}

const Dates = ({ seriesId, dates, current, mayBook }: OfSeries) => (
  <>
    <h2 class="govuk-heading-m">The dates of this series</h2>
    <ul class="govuk-list govuk-list--bullet">
      {dates.map((date) => (
        <li>
          {date.sessionId === current ? (
            <>{whenInWords(date)} (this page)</>
          ) : (
            <Link href={`/training/${date.sessionId}`}>{whenInWords(date)}</Link>
          )}
        </li>
      ))}
    </ul>
    {mayBook && (
      <Button href={seriesBookPath(seriesId)} classes="govuk-button--secondary">
        Book several dates at once
      </Button>
    )}
  </>
);

const Standing = ({ session }: { readonly session: PublicSession }) => {
  if (session.status === "cancelled")
    return <WarningText>This session has been cancelled. It cannot be booked.</WarningText>;
  if (session.status === "completed") return <InsetText>This session is over.</InsetText>;
  if (session.status === "published") return null;
  return <InsetText>Only the alliance’s own people see this page: the session is not published yet.</InsetText>;
};

const BookButton = ({ session: { sessionId }, booking }: Shown) => {
  if (booking === "open") return <Button href={bookPath(sessionId)}>Book places</Button>;
  if (booking === "closed") return null;
  return (
    <>
      <p class="govuk-body">Every place is taken. Wait for one: when places come free, we offer them in turn.</p>
      <Button href={queuePath(sessionId)}>Join the queue</Button>
    </>
  );
};

const paragraphs = (text: string): string[] => text.split(/\n\s*\n/).filter((paragraph) => paragraph.trim() !== "");

export function sessionPage(shown: Shown): PageReply {
  const { session, series } = shown;
  return {
    title: `${session.title}, ${timeInWords(session.startsAtLocal)}`,
    section: "Training",
    backLink: { href: "/training", text: "All training" },
    description: session.summary,
    body: (
      <>
        <span class="govuk-caption-l">{kindNames[session.kind]}</span>
        <h1 class="govuk-heading-l">{session.title}</h1>
        <Standing session={session} />
        <p class="govuk-body-l">{session.summary}</p>
        {paragraphs(session.description).map((paragraph) => (
          <p class="govuk-body">{paragraph}</p>
        ))}
        <Facts {...shown} />
        <BookButton {...shown} />
        {session.status === "published" && (
          <p class="govuk-body">
            <Link href={`/training/${session.sessionId}/session.ics`}>Add to your calendar</Link>
          </p>
        )}
        {series && series.dates.length > 1 && (
          <Dates
            seriesId={series.series.seriesId}
            dates={series.dates}
            current={session.sessionId}
            mayBook={series.dates.some(({ status }) => status === "published")}
          />
        )}
      </>
    ),
  };
}
