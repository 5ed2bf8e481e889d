import { whenInWords } from "@alliance/core";
import type { PageReply } from "@alliance/http";
import {
  Button,
  Field,
  Form,
  type FormState,
  formatDateTime,
  InsetText,
  Link,
  legend,
  PurchaseOrderField,
  SummaryList,
} from "@alliance/ui";
import { type Booking, placesOf } from "../../schema/booking.ts";
import type { ApprovalAsked } from "../../use-cases/decide-approval.ts";
import type { ApprovalDetails } from "../../use-cases/set-approval.ts";
import { PriceList } from "../booking/booking-parts.tsx";
import { approvalPath, ownBookingsPath } from "../booking/booking-paths.ts";
import { placesInWords } from "../booking/booking-words.ts";

interface Answer {
  readonly title: string;
  readonly what: string;
}

const yes = "Booking approved";
const answered: Readonly<Partial<Record<Booking["status"], Answer>>> = {
  confirmed: { title: yes, what: "Its places are confirmed, and whoever booked has been told." },
  "awaiting-payment": { title: yes, what: "Whoever booked pays by card next. Its places are held until then." },
  declined: { title: "Booking declined", what: "Its places went back, and nothing was ordered." },
  expired: { title: "Nobody answered in time", what: "The places went back. Nothing was ordered." },
  withdrawn: {
    title: "No answer is needed any more",
    what: "Whoever booked let go of the places. Nothing was ordered.",
  },
};
const over: Answer = { title: "This booking is over", what: "Nothing waits for you here." };

function paymentInWords({ status, approval, purchaseOrderNumber }: Booking): string {
  if (approval?.payment === "card") return "By card";
  // While it is asked for, the field below has the number.
  return purchaseOrderNumber && status !== "awaiting-approval"
    ? `By invoice, purchase order ${purchaseOrderNumber}`
    : "By invoice";
}

const Asked = ({ asked }: { readonly asked: ApprovalAsked }) => {
  const { booking, sessions, bookedByName } = asked;
  return (
    <>
      <SummaryList
        rows={[
          { key: "Booked by", value: bookedByName },
          { key: "For", value: booking.organisationName },
          ...sessions.map((session) => ({
            key: "Session",
            value: (
              <>
                <Link href={`/training/${session.sessionId}`}>{session.title}</Link>
                <br />
                {whenInWords(session)}
              </>
            ),
          })),
          { key: "Places", value: placesInWords(placesOf(booking).length) },
          { key: "Payment", value: paymentInWords(booking) },
        ]}
      />
      <PriceList details={{ booking, sessions }} />
    </>
  );
};

/** For a budget holder: what is to be bought, what it costs and why, and a yes or a no. */
export function approvalPage(asked: ApprovalAsked, form: FormState = {}): PageReply {
  const { booking } = asked;
  const isOpen = booking.status === "awaiting-approval";
  const { title, what } = isOpen ? { title: "Approve a booking", what: "" } : (answered[booking.status] ?? over);
  const byInvoice = booking.approval?.payment === "invoice";
  const values = { purchaseOrderNumber: booking.purchaseOrderNumber ?? "", ...form.values };
  return {
    title,
    section: "Bookings",
    backLink: { href: ownBookingsPath, text: "Bookings" },
    errors: form.errors,
    body: (
      <>
        <span class="govuk-caption-l">{booking.organisationName}</span>
        <h1 class="govuk-heading-l">{title}</h1>
        <InsetText>
          {isOpen ? (
            <>
              The places are held until <strong>{formatDateTime(booking.holdUntil ?? booking.madeAt)}</strong>. Nothing
              is ordered before you say yes.
            </>
          ) : (
            what
          )}
        </InsetText>
        <Asked asked={asked} />
        {isOpen && (
          <>
            <Form>
              <h2 class="govuk-heading-m">Say yes</h2>
              {byInvoice && <PurchaseOrderField form={{ ...form, values }} hint="It is printed on the invoice" />}
              <Button preventDoubleClick>Approve the booking</Button>
            </Form>
            <Form action={`${approvalPath(booking.bookingId)}/decline`}>
              <h2 class="govuk-heading-m">Or say no</h2>
              <Field
                kind="input"
                name="reason"
                form={form}
                label="Why not? (optional)"
                hint="Whoever booked reads it on their booking"
              />
              <Button classes="govuk-button--secondary">Decline the booking</Button>
            </Form>
          </>
        )}
      </>
    ),
  };
}

interface SettingAsked {
  readonly name: string;
  readonly details: ApprovalDetails;
  readonly form: FormState;
  readonly notice?: string | undefined;
}

/** For who leads an organisation: whose yes its bookings need. */
export function approvalSettingPage({ name, details, form, notice }: SettingAsked): PageReply {
  const { budgetHolder, people } = details;
  const values = { budgetHolder: budgetHolder ?? "nobody", ...form.values };
  return {
    title: "Approval of bookings",
    section: "Bookings",
    backLink: { href: ownBookingsPath, text: "Bookings" },
    ...(notice ? { notice } : {}),
    errors: form.errors,
    body: (
      <>
        <span class="govuk-caption-l">{name}</span>
        <h1 class="govuk-heading-l">Approval of bookings</h1>
        <p class="govuk-body">
          When a colleague books training that costs something, we can ask one person at your school first. We hold the
          places for three school days, write to that person, and remind them once.
        </p>
        <Form>
          <Field
            kind="radios"
            name="budgetHolder"
            form={{ ...form, values }}
            fieldset={legend("Who approves bookings?")}
            items={[
              { value: "nobody", content: "Nobody: bookings go on at once" },
              ...people.map((person) => ({ value: person.personId, content: person.name })),
            ]}
          />
          <p class="govuk-body">Bookings of that person themselves, and those that cost nothing, go on at once.</p>
          <Button preventDoubleClick>Save</Button>
        </Form>
      </>
    ),
  };
}
