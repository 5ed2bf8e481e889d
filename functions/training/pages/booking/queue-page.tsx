import { londonDateTimeOf, whenInWords } from "@alliance/core";
import type { PageReply } from "@alliance/http";
import { Button, Field, Form, type FormState, InsetText, Link, legend, SummaryList, Tag } from "@alliance/ui";
import { offerHours } from "../../bookings/house.ts";
import type { PoolId } from "../../schema/topics.ts";
import type { ListedEntry } from "../../use-cases/list-queue-entries.ts";
import type { WaysToBook } from "../../use-cases/read-ways-to-book.ts";
import { timeInWords } from "../session-words.ts";
import { ForWhom, PlacesField, PoolField, SessionFacts, WayHint } from "./book-parts.tsx";
import { bookingPath, bookPath, queuePath } from "./booking-paths.ts";
import { entryTags, placesInWords, poolNames } from "./booking-words.ts";
import { OwnHolds } from "./own-standing.tsx";

/** One's own place in a queue, and the way out of it or on to what is offered. */
export const OwnEntry = ({ listed: { entry, session } }: { readonly listed: ListedEntry }) => {
  const { poolId, places, all, status, bookingId, joinedAt, sessionId } = entry;
  const tag = entryTags[status];
  return (
    <>
      <SummaryList
        card={{ title: { content: session.title, headingLevel: 2 } }}
        rows={[
          { key: "When", value: whenInWords(session) },
          { key: "Standing", value: tag && <Tag classes={tag.classes}>{tag.text}</Tag> },
          {
            key: "You wait for",
            value: `${placesInWords(places)}, ${poolNames[poolId].toLowerCase()}${places > 1 ? (all ? ", all or none" : ", or as many as there are") : ""}`,
          },
          { key: "For", value: entry.organisationName },
          { key: "Since", value: timeInWords(londonDateTimeOf(joinedAt)) },
        ]}
      />
      {status === "offered" && bookingId ? (
        <>
          <p class="govuk-body">The places are held for you. Its page says until when.</p>
          <Button href={bookingPath(bookingId)}>
            Take up or decline these places<span class="govuk-visually-hidden"> at {session.title}</span>
          </Button>
        </>
      ) : (
        <Form action={`${queuePath(sessionId)}/leave`} hidden={{ poolId }}>
          <p class="govuk-body">
            Nothing is charged while you wait. When places come free we write to you, and you have {offerHours} hours of
            school time, 8am to 5pm on school days, to take them up.
          </p>
          <Button classes="govuk-button--secondary">
            Leave the queue<span class="govuk-visually-hidden"> for {session.title}</span>
          </Button>
        </Form>
      )}
    </>
  );
};

function heading({ found: { session, fullPools }, own, missed }: QueueAsked): string {
  if (own.length > 0) return "Your place in the queue";
  if (missed && !fullPools.includes(missed)) return "There are fewer places left than you asked for";
  const [only, ...others] = fullPools;
  return session.pools.length > 1 && only && others.length === 0
    ? `Every place ${poolNames[only].toLowerCase()} is taken`
    : "Every place is taken";
}

const AllOrSome = ({ form }: { readonly form: FormState }) => (
  <Field
    kind="radios"
    name="all"
    form={form}
    fieldset={legend("If fewer places come free?")}
    items={[
      { value: "some", content: "Offer me as many as there are" },
      { value: "all", content: "Only all of them: we come together or not at all" },
    ]}
  />
);

interface QueueAsked {
  readonly found: WaysToBook;
  readonly own: readonly ListedEntry[];
  readonly hidden: Readonly<Record<string, string>>;
  readonly form: FormState;
  readonly status?: 409 | 422;
  /** Where there was not room for everybody just now. */
  readonly missed?: PoolId;
}

/** Full: what that means, and the queue. Who waits already sees their place in it. */
export function queuePage(asked: QueueAsked): PageReply {
  const { found, own, hidden, form, status, missed } = asked;
  const { session, ways, openPools, fullPools } = found;
  const waitsFor = new Set(own.map(({ entry }) => entry.poolId));
  const closed = session.pools.map(({ poolId }) => poolId).filter((id) => fullPools.includes(id) || id === missed);
  const joinable = closed.filter((poolId) => !waitsFor.has(poolId));
  const [first] = ways;
  const values = {
    places: "1",
    all: "some",
    ...(ways.length > 1 && first?.organisationId ? { organisation: first.organisationId } : {}),
    ...form.values,
  };
  return {
    title: own.length > 0 ? `Your place in the queue: ${session.title}` : `Join the queue: ${session.title}`,
    section: "Training",
    backLink: { href: `/training/${session.sessionId}`, text: "The session" },
    ...(status ? { status } : {}),
    errors: form.errors,
    body: (
      <>
        <span class="govuk-caption-l">{session.title}</span>
        <h1 class="govuk-heading-l">{heading(asked)}</h1>
        {own.map((listed) => (
          <OwnEntry listed={listed} />
        ))}
        {own.length === 0 && <SessionFacts session={session} />}
        <OwnHolds {...found} />
        {openPools.length > 0 && !own.some(({ entry }) => entry.status === "offered") && (
          <InsetText>
            There are still places {openPools.map((poolId) => poolNames[poolId].toLowerCase()).join(" and ")}.{" "}
            <Link href={bookPath(session.sessionId)}>Book those instead</Link>
          </InsetText>
        )}
        {joinable.length > 0 && (
          <>
            <p class="govuk-body">
              Nothing was booked and nothing is charged. Join the queue, and when places come free we offer them by
              email to those who wait, in their order. You then have {offerHours} hours of school time, 8am to 5pm on
              school days, to take them up.
            </p>
            <Form action={queuePath(session.sessionId)} hidden={hidden}>
              <ForWhom
                ways={ways}
                hintOf={(way) => <WayHint way={way} session={session} />}
                form={{ ...form, values }}
              />
              <PoolField poolIds={joinable} form={{ ...form, values }} />
              <PlacesField sessions={[session]} form={{ ...form, values }} />
              <AllOrSome form={{ ...form, values }} />
              <Button preventDoubleClick>Join the queue</Button>
            </Form>
          </>
        )}
      </>
    ),
  };
}
