import { whenInWords } from "@alliance/core";
import { Details, Field, type FormState, legend, SummaryList } from "@alliance/ui";
import type { Child } from "hono/jsx";
import type { Session } from "../../schema/session.ts";
import type { PoolId } from "../../schema/topics.ts";
import type { Way } from "../../use-cases/read-ways-to-book.ts";
import { Price } from "../catalogue/price-parts.tsx";
import { otherOrganisation } from "./book-forms.ts";
import { placesInWords, poolNames } from "./booking-words.ts";

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

export const WayHint = ({ way, session }: { readonly way: Way; readonly session: Session }) => (
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

interface Whose {
  readonly organisationId?: string;
  readonly name?: string;
}

interface Asked<Way extends Whose> {
  readonly ways: readonly Way[];
  readonly hintOf: (way: Way) => Child;
  readonly form: FormState;
}

/** Whom the places are for, with what that costs; somebody who belongs nowhere is asked for a name alone. */
export const ForWhom = <Way extends Whose>({ ways, hintOf, form }: Asked<Way>) => {
  const [first, ...others] = ways;
  if (others.length === 0 && first) {
    return (
      <>
        <input type="hidden" name="organisation" value={otherOrganisation} />
        <p class="govuk-body">{hintOf(first)}</p>
        <NameField form={form} />
      </>
    );
  }
  return (
    <Field
      kind="radios"
      name="organisation"
      form={form}
      fieldset={legend("Whom are the places for?")}
      items={ways.map((way) => ({
        value: way.organisationId ?? otherOrganisation,
        content: way.name ?? "Another school or organisation",
        hint: { content: hintOf(way) },
        ...(way.organisationId === undefined ? { conditional: <NameField form={form} /> } : {}),
      }))}
    />
  );
};

/** Folded away: most people have none. */
export const DiscountField = ({ form }: Pick<Asked<Whose>, "form">) => {
  const isOpen = Boolean(form.values?.discount) || form.errors?.some(({ field }) => field === "discount");
  return (
    <Details summary="I have a discount code" open={isOpen === true}>
      <Field
        kind="input"
        name="discount"
        form={form}
        label="Discount code"
        hint="It comes off the price, and you see the total before you confirm"
        classes="govuk-input--width-10"
        autocomplete="off"
        spellcheck={false}
      />
    </Details>
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
      fieldset={legend("How do you take part?")}
      items={poolIds.map((poolId) => ({ value: poolId, content: poolNames[poolId] }))}
    />
  );

interface Counted {
  readonly sessions: readonly Pick<Session, "maxPlacesABooking" | "perSchoolQuota">[];
  readonly form: FormState;
}

export const PlacesField = ({ sessions, form }: Counted) => {
  const most = Math.min(
    ...sessions.map(({ maxPlacesABooking, perSchoolQuota = maxPlacesABooking }) =>
      Math.min(maxPlacesABooking, perSchoolQuota),
    ),
  );
  return (
    <Field
      kind="input"
      name="places"
      form={form}
      label={{
        content: sessions.length > 1 ? "How many places at each date?" : "How many places?",
        classes: "govuk-label--m",
      }}
      hint={most === 1 ? "One place at most" : `At most ${most}. You can say who comes later`}
      inputmode="numeric"
      classes="govuk-input--width-2"
      autocomplete="off"
    />
  );
};
