import { whenInWords } from "@alliance/core";
import type { PageReply } from "@alliance/http";
import { Button, InsetText, Link, WarningText } from "@alliance/ui";
import type { Listing } from "../../schema/session.ts";
import { kindNames } from "../../schema/topics.ts";
import type { PublicSession } from "../../use-cases/read-session.ts";
import { bookPath, queuePath, seriesBookPath } from "../booking/booking-paths.ts";
import { Standing } from "../booking/own-standing.tsx";
import { timeInWords } from "../session-words.ts";
import { SessionFacts, type Shown } from "./session-facts.tsx";

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

const Status = ({ session }: { readonly session: PublicSession }) => {
  if (session.status === "cancelled")
    return <WarningText>This session has been cancelled. It cannot be booked.</WarningText>;
  if (session.status === "completed") return <InsetText>This session is over.</InsetText>;
  if (session.status === "published") return null;
  return <InsetText>Only the alliance’s own people see this page: the session is not published yet.</InsetText>;
};

/** Whoever waits for every way to take part has nothing more to wait for. */
const waitsForAll = ({ session: { pools }, own }: Shown): boolean =>
  own !== undefined && pools.every(({ poolId }) => own.entries.some((entry) => entry.poolId === poolId));

const BookButton = (shown: Shown) => {
  const { session, booking, own } = shown;
  const { sessionId } = session;
  if (booking === "open") {
    return <Button href={bookPath(sessionId)}>{own?.bookings.length ? "Book more places" : "Book places"}</Button>;
  }
  if (booking === "closed" || waitsForAll(shown)) return null;
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
        <Status session={session} />
        <p class="govuk-body-l">{session.summary}</p>
        {paragraphs(session.description).map((paragraph) => (
          <p class="govuk-body">{paragraph}</p>
        ))}
        <SessionFacts {...shown} />
        {shown.own && <Standing own={shown.own} sessionId={session.sessionId} />}
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
