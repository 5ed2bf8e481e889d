import type { PageReply } from "@alliance/http";
import { Button, Field, Form, type FormState, InsetText, Link, legend } from "@alliance/ui";
import { holdMinutes } from "../../bookings/house.ts";
import type { WaysToBook } from "../../use-cases/read-ways-to-book.ts";
import { shownOf } from "./book-forms.ts";
import { DiscountField, ForWhom, PlacesField, PoolField, SessionFacts, WayHint } from "./book-parts.tsx";
import { queuePath } from "./booking-paths.ts";
import { poolNames } from "./booking-words.ts";
import { OwnHolds } from "./own-standing.tsx";

export const IncludedField = ({ form }: { readonly form: FormState }) => (
  <Field
    kind="radios"
    name="included"
    form={form}
    fieldset={legend("Places included in your membership")}
    items={[
      { value: "use", content: "Use them up first", hint: "You pay only for what goes beyond them" },
      { value: "keep", content: "Keep them for another session", hint: "You pay for every place of this booking" },
    ]}
  />
);

/** Whom places are for, how many, and how they take part: what is needed to hold them. */
export function bookPage(found: WaysToBook, hidden: Readonly<Record<string, string>>, form: FormState): PageReply {
  const { session, ways, openPools, fullPools } = found;
  const [first] = ways;
  const values = {
    included: "use",
    places: "1",
    ...(ways.length > 1 && first?.organisationId ? { organisation: first.organisationId } : {}),
    ...form.values,
  };
  const filled = { ...form, values };
  return {
    title: `Book places: ${session.title}`,
    section: "Training",
    backLink: { href: `/training/${session.sessionId}`, text: "The session" },
    errors: form.errors,
    body: (
      <>
        <span class="govuk-caption-l">Book places</span>
        <h1 class="govuk-heading-l">{session.title}</h1>
        <SessionFacts session={session} />
        <OwnHolds {...found} />
        {fullPools.length > 0 && (
          <InsetText>
            {fullPools.map((poolId) => poolNames[poolId]).join(", ")}: every place is taken.{" "}
            <Link href={queuePath(session.sessionId)}>Join the queue instead</Link>
          </InsetText>
        )}
        <Form hidden={{ ...hidden, shown: shownOf(ways) }}>
          <ForWhom ways={ways} hintOf={(way) => <WayHint way={way} session={session} />} form={filled} />
          <PoolField poolIds={openPools} form={filled} />
          <PlacesField sessions={[session]} form={filled} />
          {ways.some(({ includedLeft }) => includedLeft > 0) && <IncludedField form={filled} />}
          {session.price.listNetPence > 0 && <DiscountField form={filled} />}
          <p class="govuk-body">
            We hold the places for {holdMinutes} minutes while you say who comes and how it is paid. Nothing is charged
            until you have seen the total.
          </p>
          <Button preventDoubleClick>Hold the places</Button>
        </Form>
      </>
    ),
  };
}
