import { pounds, whenInWords } from "@alliance/core";
import { Lines, SummaryList } from "@alliance/ui";
import type { OwnStanding } from "../../bookings/own-standing.ts";
import { formatNames, phaseNames, subjectNames } from "../../schema/topics.ts";
import type { PublicSession, SessionDetails } from "../../use-cases/read-session.ts";
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

export interface Shown extends SessionDetails {
  readonly isSignedIn: boolean;
  /** What whoever reads has of it already; absent for a visitor. */
  readonly own: OwnStanding | undefined;
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

/** What somebody wants to know before they book. */
export const SessionFacts = (shown: Shown) => {
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
