import { dateInWords, whenInWords } from "@alliance/core";
import type { PageReply } from "@alliance/http";
import { Button, Field, Form, type FormState, InsetText, SummaryList } from "@alliance/ui";
import type { Session } from "../../schema/session.ts";
import type { WorkKind } from "../../schema/work.ts";
import type { SessionDesk } from "../../use-cases/read-desk.ts";
import type { Reach } from "../../use-cases/read-reach.ts";
import { placesInWords } from "../booking/booking-words.ts";
import { deskPath } from "./console-form.tsx";
import { VenueFields, When } from "./console-form-fields.tsx";

export interface Deciding {
  readonly session: Session;
  readonly version: number;
  readonly reach: Reach;
  readonly form: FormState;
  /** By when whoever booked before may cancel for all of the price. */
  readonly freeCancellationUntil: string;
}

const bookings = (count: number): string => (count === 1 ? "1 booking" : `${count} bookings`);

function namedInWords(places: number, named: number): string {
  if (places === 1) return named === 1 ? "named" : "not named yet";
  return `${named === places ? "all" : named || "none"} of them named`;
}

/** "12 bookings with 30 places, 21 of them named; 4 in the queue" */
export function reachInWords({ bookings: count, places, named, waiting }: Reach): string {
  const booked =
    count === 0
      ? "Nobody has booked"
      : `${bookings(count)} with ${placesInWords(places)}, ${namedInWords(places, named)}`;
  return waiting === 0 ? booked : `${booked}; ${waiting} in the queue`;
}

const Reason = ({ form }: { readonly form: FormState }) => (
  <Field
    kind="textarea"
    name="reason"
    form={form}
    label="Why? Everybody who booked reads this"
    hint="A sentence or two, such as: The hall is needed for an examination on that day. No names of people."
    rows={3}
  />
);

/** What it means is said before anything moves. */
export function movePage({ session, version, reach, form, freeCancellationUntil }: Deciding): PageReply {
  return {
    title: `Move ${session.title}`,
    section: "Training",
    backLink: { href: deskPath(session.sessionId), text: session.title },
    errors: form.errors,
    body: (
      <>
        <span class="govuk-caption-l">Move it to another time or place</span>
        <h1 class="govuk-heading-l">{session.title}</h1>
        <SummaryList
          rows={[
            { key: "It is now", value: whenInWords(session) },
            { key: "Whom it concerns", value: reachInWords(reach) },
          ]}
        />
        <InsetText>
          Every place stays booked at its price. We write to whoever booked and to each delegate at once, with the entry
          that moves in their calendar. Whoever cannot come then may cancel by {dateInWords(freeCancellationUntil)} for
          all of the price.
        </InsetText>
        <Form hidden={{ basedOn: version }}>
          <When form={form} />
          {session.format !== "online" && <VenueFields form={form} />}
          {session.format !== "in-person" && (
            <Field
              kind="input"
              name="onlineLink"
              form={form}
              label="Link to join"
              hint="If it is another one then. Only delegates see it"
            />
          )}
          <Reason form={form} />
          <Button classes="govuk-button--warning" preventDoubleClick>
            Move it and tell everybody
          </Button>
        </Form>
      </>
    ),
  };
}

export function callOffPage({ session, version, reach, form }: Deciding): PageReply {
  return {
    title: `Cancel ${session.title}`,
    section: "Training",
    backLink: { href: deskPath(session.sessionId), text: session.title },
    errors: form.errors,
    body: (
      <>
        <span class="govuk-caption-l">Cancel this session</span>
        <h1 class="govuk-heading-l">{session.title}</h1>
        <SummaryList
          rows={[
            { key: "When", value: whenInWords(session) },
            { key: "Whom it concerns", value: reachInWords(reach) },
          ]}
        />
        <InsetText>
          Every booking ends, also those that are not finished or paid.{" "}
          {session.price.listNetPence > 0 &&
            "Each gets a credit note over all of its price, and what was paid goes back without anybody asking. "}
          We write to whoever booked, to each delegate and to everybody in the queue.
        </InsetText>
        <Form hidden={{ basedOn: version }}>
          <Reason form={form} />
          <p class="govuk-body">This cannot be undone.</p>
          <Button classes="govuk-button--warning" preventDoubleClick>
            Cancel the session and tell everybody
          </Button>
        </Form>
      </>
    ),
  };
}

const workWords = {
  reschedule: "Told that it moved",
  cancel: "Ended because it is cancelled",
  week: "Reminded a week before",
  "day-before": "Reminded on the working day before",
  joining: "Sent the link to join",
  message: "Message sent",
} as const satisfies Record<WorkKind, string>;

/** What was decided about it for everybody, and how far telling them has come. */
export const Decisions = ({ session, works, messages }: Pick<SessionDesk, "session" | "works" | "messages">) => {
  const { rescheduled, cancelled } = session;
  if (rescheduled === undefined && cancelled === undefined && works.length === 0) return null;
  return (
    <SummaryList
      card={{ title: { content: "What delegates were told", headingLevel: 2 } }}
      rows={[
        cancelled !== undefined && { key: "Cancelled", value: cancelled.reason },
        rescheduled !== undefined && {
          key: "Moved",
          value: `It was ${whenInWords(rescheduled.formerly)}. ${rescheduled.reason} Free cancellation until ${dateInWords(rescheduled.freeCancellationUntil)}.`,
        },
        ...works.map((work) => ({
          key: messages.get(work.workId)?.subject ?? workWords[work.kind],
          value: `${work.kind === "message" ? "Message to " : ""}${bookings(work.bookings)} with ${placesInWords(work.places)}${work.doneAt ? "" : ", and more to come"}`,
        })),
      ]}
    />
  );
};
