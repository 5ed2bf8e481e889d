import { pounds, whenInWords } from "@alliance/core";
import type { PageReply } from "@alliance/http";
import { Button, Field, Form, type FormState, Link, legend } from "@alliance/ui";
import { holdMinutes } from "../../bookings/house.ts";
import type { WayOfDates } from "../../bookings/ways-of.ts";
import type { DateToBook, SeriesToBook } from "../../use-cases/read-series-to-book.ts";
import { vatWords } from "../catalogue/price-parts.tsx";
import { fewLeftInWords } from "../session-words.ts";
import { IncludedField } from "./book-page.tsx";
import { DiscountField, ForWhom, PlacesField, PoolField } from "./book-parts.tsx";
import { queuePath } from "./booking-paths.ts";
import { placesInWords } from "./booking-words.ts";
import { shownWays } from "./series-form.ts";

/** "£45.00 plus VAT a place and date: £270.00 for all 6"; what a membership includes is said beside it. */
function costInWords({ prices, includedLeft }: WayOfDates, vat: DateToBook["session"]["vat"]): string {
  const each = prices.map(({ unitNetPence }) => unitNetPence);
  const [least, most] = [Math.min(...each), Math.max(...each)];
  if (most === 0) return "Nothing to pay";
  const sum = each.reduce((total, pence) => total + pence, 0);
  const unit = least === most ? pounds(least) : `${pounds(least)} to ${pounds(most)}`;
  const left = [...includedLeft.values()].reduce((total, count) => total + count, 0);
  const included = left > 0 ? `; ${placesInWords(left)} in your membership not used yet` : "";
  const all = prices.length > 1 ? `, ${pounds(sum)} a place for all ${prices.length} dates` : "";
  return `${unit} a place and date${all}, ${vatWords[vat.treatment]}${included}`;
}

const reasonsOf = ({ prices }: WayOfDates): readonly string[] => [...new Set(prices.map(({ reason }) => reason))];

const Hint = ({ way, dates: [first] }: { readonly way: WayOfDates; readonly dates: readonly DateToBook[] }) => (
  <>
    {first && costInWords(way, first.session.vat)}
    {reasonsOf(way).map((reason) => (
      <>
        <br />
        {reason}
      </>
    ))}
  </>
);

const isOpen = ({ openPools }: DateToBook): boolean => openPools.length > 0;

const FullDates = ({ dates }: { readonly dates: readonly DateToBook[] }) => (
  <>
    <p class="govuk-body">Every place is taken at these dates:</p>
    <ul class="govuk-list govuk-list--bullet">
      {dates.map(({ session }) => (
        <li>
          {whenInWords(session)}: <Link href={queuePath(session.sessionId)}>join the queue for this date</Link>
        </li>
      ))}
    </ul>
  </>
);

/** All dates of a series or some of them in one booking, with one price and one payment. */
export function seriesPage(found: SeriesToBook, hidden: Readonly<Record<string, string>>, form: FormState): PageReply {
  const { series, dates, ways } = found;
  const [open, full] = [dates.filter(isOpen), dates.filter((date) => !isOpen(date))];
  const [first] = ways;
  const filled = {
    ...form,
    values: {
      included: "use",
      places: "1",
      dates: open.map(({ session }) => session.sessionId),
      ...(ways.length > 1 && first?.organisationId ? { organisation: first.organisationId } : {}),
      ...form.values,
    },
  };
  const poolIds = [...new Set(open.flatMap(({ openPools }) => openPools))];
  return {
    title: `Book the series: ${series.title}`,
    section: "Training",
    backLink: { href: `/training/${dates[0]?.session.sessionId}`, text: "The session" },
    errors: form.errors,
    body: (
      <>
        <span class="govuk-caption-l">Book the series</span>
        <h1 class="govuk-heading-l">{series.title}</h1>
        {open.length > 0 && (
          <Form hidden={{ ...hidden, shown: shownWays(ways) }}>
            <Field
              kind="checkboxes"
              name="dates"
              form={filled}
              fieldset={legend("Which dates?")}
              hint="All of them, or leave out those that do not suit. You can cancel a single date later"
              items={open.map(({ session, left }) => {
                const few = fewLeftInWords(left);
                return {
                  value: session.sessionId,
                  content: whenInWords(session),
                  ...(few ? { hint: few } : {}),
                };
              })}
            />
            <ForWhom ways={ways} hintOf={(way) => <Hint way={way} dates={dates} />} form={filled} />
            <PoolField poolIds={poolIds} form={filled} />
            <PlacesField sessions={open.map(({ session }) => session)} form={filled} />
            {ways.some(({ includedLeft }) => [...includedLeft.values()].some((left) => left > 0)) && (
              <IncludedField form={filled} />
            )}
            <DiscountField form={filled} />
            <p class="govuk-body">
              We hold the places for {holdMinutes} minutes, at every date or at none, while you say who comes and how it
              is paid. Nothing is charged until you have seen the total.
            </p>
            <Button preventDoubleClick>Hold the places</Button>
          </Form>
        )}
        {full.length > 0 && <FullDates dates={full} />}
      </>
    ),
  };
}
