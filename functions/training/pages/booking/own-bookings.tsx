import { idOf, whenInWords } from "@alliance/core";
import { openCursor, type PageReply, routesFor, sealCursor } from "@alliance/http";
import { EmptyState, InsetText, Link, LondonDate, Pagination, Table, Tag } from "@alliance/ui";
import * as z from "zod";
import { placesOf } from "../../schema/booking.ts";
import type { TrainingServices } from "../../services.ts";
import { type BookingsPage, bookersOf, type ListedBooking, listBookings } from "../../use-cases/list-bookings.ts";
import { type ListedEntry, listQueueEntries } from "../../use-cases/list-queue-entries.ts";
import { ownAppointmentsPath } from "../clinics/clinic-paths.ts";
import { registersPath } from "../day/day-paths.ts";
import { recordPath } from "../record/record-paths.ts";
import { approvalPath, approvalSettingPath, bookingPath, ownBookingsPath } from "./booking-paths.ts";
import { bookingTags, placesInWords } from "./booking-words.ts";
import { OwnEntry } from "./queue-page.tsx";

const { page } = routesFor<TrainingServices>();

type Bookers = Awaited<ReturnType<typeof bookersOf>>;
const perPage = 25;

const What = ({ listed: { booking, sessions, mayOpen, mayDecide } }: { readonly listed: ListedBooking }) => {
  const places = placesOf(booking);
  const theirs = sessions.filter(({ sessionId }) => places.some((place) => place.sessionId === sessionId));
  // What places were moved away from is no more of it; a booking without any place still says what it was.
  const shown = theirs.length > 0 ? theirs : sessions;
  const titles = [...new Set(shown.map(({ title }) => title))].join(", ");
  return (
    <>
      {mayOpen ? <Link href={bookingPath(booking.bookingId)}>{titles}</Link> : titles}
      {shown.map((session) => (
        <>
          <br />
          {whenInWords(session)}
        </>
      ))}
      {mayDecide && (
        <>
          <br />
          <Link href={approvalPath(booking.bookingId)}>Approve or decline</Link>
        </>
      )}
    </>
  );
};

const BookingTable = ({
  bookings,
  caption,
  isNamed,
}: {
  readonly bookings: readonly ListedBooking[];
  readonly caption: string;
  /** Whether it was said above whose they are. */
  readonly isNamed: boolean;
}) => (
  <Table
    stacks
    caption={caption}
    captionClasses={isNamed ? "govuk-visually-hidden" : "govuk-table__caption--m"}
    firstCellIsHeader
    head={[{ content: "Session" }, { content: "Places" }, { content: "Booked" }, { content: "Standing" }]}
    rows={bookings.map((listed) => {
      const { booking, mayOpen } = listed;
      const tag = bookingTags[booking.status];
      const places = placesOf(booking).length;
      return [
        { content: <What listed={listed} /> },
        { content: places === 0 ? "None" : placesInWords(places) },
        {
          content: (
            <>
              <LondonDate value={booking.madeAt} />
              {!mayOpen && ", by a colleague"}
            </>
          ),
        },
        { content: <Tag classes={tag.classes}>{tag.text}</Tag> },
      ];
    })}
  />
);

const others = "others";
const hrefOf = (whose: string): string => `${ownBookingsPath}?${new URLSearchParams({ whose })}`;

/** For people of several organisations, or who booked for others: one list at a time. */
const Whose = ({ bookers, whose }: { readonly bookers: Bookers; readonly whose: string }) => {
  const all = [
    ...bookers.map(({ organisationId, name }) => ({ id: organisationId, name: `Bookings of ${name}` })),
    { id: others, name: "What you booked for others" },
  ];
  return (
    <nav aria-label="Whose bookings">
      <ul class="govuk-list">
        {all.map(({ id, name }) => (
          <li>{id === whose ? <strong aria-current="page">{name}</strong> : <Link href={hrefOf(id)}>{name}</Link>}</li>
        ))}
      </ul>
    </nav>
  );
};

interface Listed {
  readonly bookers: Bookers;
  readonly whose: string;
  readonly found: BookingsPage;
  readonly next: string | undefined;
  readonly waiting: readonly ListedEntry[];
  readonly notice: string | undefined;
}

function listPage({ bookers, whose, found, next, waiting, notice }: Listed): PageReply {
  const toDecide = found.bookings.filter(({ mayDecide }) => mayDecide).length;
  const name = bookers.find(({ organisationId }) => organisationId === whose)?.name;
  return {
    title: "Training bookings",
    section: "Bookings",
    layout: "wide",
    ...(notice ? { notice } : {}),
    body: (
      <>
        <h1 class="govuk-heading-l">Training bookings</h1>
        <p class="govuk-body">
          <Link href={recordPath}>Your record and certificates</Link> ·{" "}
          <Link href={ownAppointmentsPath}>Your times with experts</Link> ·{" "}
          <Link href={registersPath}>Sessions you run</Link>
        </p>
        {waiting.length > 0 && <h2 class="govuk-heading-m">Where you wait for places</h2>}
        {waiting.map((listed) => (
          <OwnEntry listed={listed} />
        ))}
        {bookers.length > 0 && <Whose bookers={bookers} whose={whose} />}
        {toDecide > 0 && (
          <InsetText>
            {toDecide === 1 ? "One booking waits" : `${toDecide} bookings wait`} for your approval. Nothing is ordered
            before you answer.
          </InsetText>
        )}
        {found.bookings.length === 0 ? (
          <EmptyState title="No bookings yet" action={{ href: "/training", text: "Look at the training" }}>
            When you hold places at a session, the booking appears here at once.
          </EmptyState>
        ) : (
          <BookingTable
            bookings={found.bookings}
            caption={name ? `Bookings of ${name}` : "Your bookings"}
            isNamed={bookers.length > 0}
          />
        )}
        {found.leads && (
          <p class="govuk-body">
            <Link href={approvalSettingPath(whose)}>Choose who approves bookings</Link>
          </p>
        )}
        {next && <Pagination next={{ href: next, labelText: "Older bookings" }} />}
      </>
    ),
  };
}

export const ownBookingsRoutes = [
  page({
    method: "GET",
    path: "/portal/training",
    access: "training.book",
    query: z.object({
      whose: z.union([idOf("org"), z.literal(others)]).optional(),
      cursor: z.string().max(2000).optional(),
      done: z.enum(["left"]).optional(),
    }),
    handle: async ({ ctx, services: { cursorSecret }, query }) => {
      const bookers = await bookersOf(ctx);
      const whose = query.whose ?? bookers[0]?.organisationId ?? others;
      const [found, waiting] = await Promise.all([
        listBookings(ctx, {
          organisationId: whose === others ? undefined : whose,
          limit: perPage,
          cursor: query.cursor && openCursor(query.cursor, cursorSecret),
        }),
        query.cursor === undefined ? listQueueEntries(ctx) : [],
      ]);
      const cursor = found.cursor && sealCursor(found.cursor, cursorSecret);
      const next = cursor && `${ownBookingsPath}?${new URLSearchParams({ whose, cursor })}`;
      const notice = query.done && "You have left the queue.";
      return listPage({ bookers, whose, found, next, waiting, notice });
    },
  }),
];
