import { whenInWords } from "@alliance/core";
import { Details, Field, type FormState } from "@alliance/ui";
import { daysNeedsAreKept } from "../../bookings/needs-of.ts";
import { type Place, placesOf } from "../../schema/booking.ts";
import type { BookingDetails, Named } from "../../use-cases/read-booking.ts";
import { asPlace, numberOf } from "./booking-form.ts";
import { poolNames } from "./booking-words.ts";

const SomebodyFields = ({ number, form }: { readonly number: string; readonly form: FormState }) => (
  <>
    <Field kind="input" name={`name-${number}`} form={form} label={`Name, place ${number}`} autocomplete="off" />
    <Field
      kind="input"
      name={`email-${number}`}
      form={form}
      label={`Email address, place ${number}`}
      hint="The way in and any changes go there"
      type="email"
      autocomplete="off"
      spellcheck={false}
    />
  </>
);

interface PlaceAsked {
  readonly colleagues: BookingDetails["colleagues"];
  readonly place: Place;
  readonly title: string;
  readonly named: Named | undefined;
  /** The place at the first date of a series whose delegate may come to this one too. */
  readonly first?: Place | undefined;
  readonly form: FormState;
}

const nameInWords = ({ name, email, isMe }: Named): string =>
  isMe ? `Me, ${name}` : email === "" ? name : `${name} (${email})`;

const ColleagueField = ({ number, form, colleagues }: Pick<PlaceAsked, "form" | "colleagues"> & { number: string }) => (
  <Field
    kind="select"
    name={`colleague-${number}`}
    form={form}
    label={`Colleague, place ${number}`}
    items={[
      { value: "", text: "Choose a colleague" },
      ...colleagues.map(({ personId, name }) => ({ value: personId, text: name })),
    ]}
  />
);

/** Folded away unless there is something: most people need nothing. */
const NeedsField = ({ place, words, form }: Pick<PlaceAsked, "place" | "form"> & { words: string | undefined }) => {
  const number = numberOf(place.placeId);
  const field = `needs-${number}`;
  const values = { ...(words ? { [field]: words } : {}), ...form.values };
  const hasError = form.errors?.some((error) => error.field === field);
  return (
    <Details summary={`Access or dietary needs, place ${number}`} open={words !== undefined || hasError === true}>
      <Field
        kind="textarea"
        name={field}
        form={{ ...form, values }}
        label={`What they need on the day, place ${number}`}
        hint={`Step-free access, captions, a diet: so that we can prepare for it. Only those who run this session see it, and we delete it ${daysNeedsAreKept} days after the session`}
        rows={2}
      />
    </Details>
  );
};

const WhoField = ({ place, title, named, first, form, colleagues }: PlaceAsked) => {
  const number = numberOf(place.placeId);
  const field = `who-${number}`;
  const asFirst = first && asPlace(numberOf(first.placeId));
  const values = { [field]: asFirst ?? (named ? "same" : "to-follow"), ...form.values };
  return (
    <Field
      kind="radios"
      name={field}
      form={{ ...form, values }}
      fieldset={{ legend: { content: title, classes: "govuk-fieldset__legend--s" } }}
      items={[
        asFirst && { value: asFirst, content: `Whoever has place ${asFirst.slice(3)}, at the first date` },
        named && { value: "same", content: nameInWords(named) },
        !named?.isMe && { value: "me", content: "Me" },
        colleagues.length > 0 && {
          value: "colleague",
          content: "A colleague with an account here",
          conditional: <ColleagueField number={number} form={form} colleagues={colleagues} />,
        },
        {
          value: "somebody",
          content: named ? "Somebody else" : "Somebody whose name and email I have",
          conditional: <SomebodyFields number={number} form={form} />,
        },
        { value: "to-follow", content: "I will say later", hint: named ? "The place stays yours" : undefined },
      ]}
    />
  );
};

/** Who comes, place by place; with several sessions each says its own. */
export const NameFields = ({ details, form }: { readonly details: BookingDetails; readonly form: FormState }) => {
  const { booking, sessions, named } = details;
  const pools = new Set(booking.places.map(({ poolId }) => poolId));
  const placesAt = (of: string) => placesOf(booking).filter(({ sessionId }) => sessionId === of);
  const firstOf = (of: string, at: number): Place | undefined => {
    const [first] = sessions;
    // Once it is confirmed each place stands for itself.
    if (booking.status !== "held" || first === undefined || of === first.sessionId) return undefined;
    return placesAt(first.sessionId)[at];
  };
  return (
    <>
      {sessions.map((session) => (
        <>
          {sessions.length > 1 && <h3 class="govuk-heading-s">{`${session.title}, ${whenInWords(session)}`}</h3>}
          {placesAt(session.sessionId).map((place, at) => (
            <>
              <WhoField
                first={named.has(place.placeId) ? undefined : firstOf(session.sessionId, at)}
                colleagues={details.colleagues}
                place={place}
                title={`Place ${numberOf(place.placeId)}${pools.size > 1 ? `, ${poolNames[place.poolId].toLowerCase()}` : ""}`}
                named={named.get(place.placeId)}
                form={form}
              />
              <NeedsField place={place} words={details.needs.get(place.placeId)} form={form} />
            </>
          ))}
        </>
      ))}
    </>
  );
};
