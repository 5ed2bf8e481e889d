import { whenInWords } from "@alliance/core";
import { Field, type FormState, SummaryList } from "@alliance/ui";
import type { Session } from "../schema/session.ts";
import type { PoolId } from "../schema/topics.ts";
import type { Way } from "../use-cases/read-ways-to-book.ts";
import { otherOrganisation } from "./book-forms.ts";
import { placesInWords, poolNames } from "./booking-words.ts";
import { Price } from "./price-parts.tsx";

const whereOf = ({ venue, format }: Session): string => {
  if (venue === undefined) return "Online";
  return `${venue.name}, ${venue.postcode}${format === "hybrid" ? "; or online" : ""}`;
};

export const SessionFacts = ({ session }: { readonly session: Session }) => (
  <SummaryList
    rows={[
      { key: "When", value: whenInWords(session) },
      { key: "Where", value: whereOf(session) },
    ]}
  />
);

const WayHint = ({ way, session }: { readonly way: Way; readonly session: Session }) => (
  <>
    <Price netPence={way.unitNetPence} vat={session.vat} /> a place
    {way.includedLeft > 0 && `; ${placesInWords(way.includedLeft)} in your membership not used yet`}
    <br />
    {session.price.listNetPence === 0 ? "Nobody pays for this session, member or not." : way.reason}
  </>
);

const NameField = ({ form }: { readonly form: FormState }) => (
  <Field
    kind="input"
    name="organisationName"
    form={form}
    label="Name of your school or organisation"
    autocomplete="organization"
  />
);

interface Asked {
  readonly session: Session;
  readonly ways: readonly Way[];
  readonly form: FormState;
}

/** Whom the places are for, with what that costs; somebody who belongs nowhere is asked for a name alone. */
export const ForWhom = ({ session, ways, form }: Asked) => {
  const [first, ...others] = ways;
  if (others.length === 0 && first) {
    return (
      <>
        <input type="hidden" name="organisation" value={otherOrganisation} />
        <p class="govuk-body">
          <WayHint way={first} session={session} />
        </p>
        <NameField form={form} />
      </>
    );
  }
  return (
    <Field
      kind="radios"
      name="organisation"
      form={form}
      fieldset={{ legend: { content: "Whom are the places for?", classes: "govuk-fieldset__legend--m" } }}
      items={ways.map((way) => ({
        value: way.organisationId ?? otherOrganisation,
        content: way.name ?? "Another school or organisation",
        hint: { content: <WayHint way={way} session={session} /> },
        ...(way.organisationId === undefined ? { conditional: <NameField form={form} /> } : {}),
      }))}
    />
  );
};

/** Asked only where there is a choice. */
export const PoolField = ({ poolIds, form }: { readonly poolIds: readonly PoolId[]; readonly form: FormState }) =>
  poolIds.length === 1 ? (
    <input type="hidden" name="poolId" value={poolIds[0]} />
  ) : (
    <Field
      kind="radios"
      name="poolId"
      form={form}
      fieldset={{ legend: { content: "How do you take part?", classes: "govuk-fieldset__legend--m" } }}
      items={poolIds.map((poolId) => ({ value: poolId, content: poolNames[poolId] }))}
    />
  );

export const PlacesField = ({ session, form }: Pick<Asked, "session" | "form">) => {
  const { maxPlacesABooking, perSchoolQuota } = session;
  const most = Math.min(maxPlacesABooking, perSchoolQuota ?? maxPlacesABooking);
  return (
    <Field
      kind="input"
      name="places"
      form={form}
      label={{ content: "How many places?", classes: "govuk-label--m" }}
      hint={most === 1 ? "One place at most" : `At most ${most}. You can say who comes later`}
      inputmode="numeric"
      classes="govuk-input--width-2"
      autocomplete="off"
    />
  );
};
