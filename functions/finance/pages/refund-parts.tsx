import { pounds } from "@alliance/core";
import {
  Button,
  errorOf,
  Form,
  type FormState,
  Input,
  InsetText,
  LondonDate,
  valueTyped,
  WarningText,
} from "@alliance/ui";
import type { Sending } from "../refunds/refund-wish.ts";
import type { Credit } from "../schema.ts";

const base = "/console/finance/on-account";

const failures: Readonly<Record<string, string>> = {
  expired_or_canceled_card: "The card has expired or was cancelled.",
  lost_or_stolen_card: "The card was reported lost or stolen.",
  declined: "The bank declined to take the money back.",
  insufficient_funds: "There is not enough money in our Stripe account just now. Trying again tomorrow may work.",
  charge_already_refunded:
    "The payment was given back already, in Stripe's own pages. Look there before you send anything.",
  charge_disputed: "The payer's bank has disputed the payment. Look in Stripe before you send anything.",
};

/** Why it did not work, for somebody who has never seen Stripe's words. */
const whyOf = ({ failure = "" }: Sending): string =>
  failures[failure] ?? `Stripe gave this reason: ${failure.replaceAll("_", " ") || "none"}.`;

/** A word for the list. */
export const sendingWords = ({ refund }: Credit): string => {
  const words = {
    asked: "Stripe is asked",
    pending: "On its way",
    sent: "Gone",
    failed: "Did not work: look at it",
  } as const;
  return refund?.sending ? words[refund.sending.state] : "Not asked of Stripe yet";
};

/** What became of approved money, in a line of the history. */
export const SendingLine = ({ credit, who }: { readonly credit: Credit; readonly who: (id: string) => string }) => {
  const { sending, amountPence = 0 } = credit.refund ?? {};
  if (sending === undefined) return null;
  const { state, by, reference, sentBy, at } = sending;
  const how = {
    asked: "asked of Stripe",
    pending: "on its way back to the card",
    sent: by === "card" ? "given back to the card" : `sent by bank transfer ${reference ?? ""} by ${who(sentBy ?? "")}`,
    failed: "could not be given back to the card",
  } as const;
  return (
    <li>
      {`${pounds(amountPence)} ${how[state]}, `}
      <LondonDate value={at} withTime />
    </li>
  );
};

interface NextProps {
  readonly credit: Credit;
  readonly once: () => Readonly<Record<string, string>>;
  readonly form: FormState;
  readonly mayAct: boolean;
}

const TryAgain = ({ credit, once, children }: Pick<NextProps, "credit" | "once"> & { readonly children: string }) => (
  <Form action={`${base}/${credit.creditId}/refund-again`} hidden={once()}>
    <Button classes="govuk-button--secondary" preventDoubleClick>
      {children}
    </Button>
  </Form>
);

/** What is to be done about approved money that has not gone. */
export const RefundNext = ({ credit, once, form, mayAct }: NextProps) => {
  const { state: decided, sending, amountPence = 0 } = credit.refund ?? {};
  if (decided !== "approved" || sending?.state === "sent") return null;
  if (sending?.state === "pending") {
    return (
      <InsetText>
        {`${pounds(amountPence)} is on its way back to the card. Banks take 5 to 10 working days. There is nothing to do.`}
      </InsetText>
    );
  }
  if (sending?.state === "asked") {
    return (
      <>
        <InsetText>
          {`Stripe is asked to give ${pounds(amountPence)} back to the card. This takes a minute. Look again then; asking again is safe, and never sends it twice.`}
        </InsetText>
        {mayAct && (
          <TryAgain credit={credit} once={once}>
            Ask Stripe again
          </TryAgain>
        )}
      </>
    );
  }
  return (
    <>
      {sending && (
        <WarningText>
          {`${pounds(amountPence)} could not be given back to the card. ${whyOf(sending)} The money is still with us.`}
        </WarningText>
      )}
      {mayAct && (
        <>
          <h2 class="govuk-heading-m">Try the card again</h2>
          <TryAgain credit={credit} once={once}>{`Give ${pounds(amountPence)} back to the card`}</TryAgain>
          <h2 class="govuk-heading-m">Or send it by bank transfer</h2>
          <p class="govuk-body">
            Ask the school's finance office for its bank details by phone, on a number that you know. Send the money
            from our bank, then write down the transfer's reference here.
          </p>
          <Form action={`${base}/${credit.creditId}/refund-sent`} hidden={once()}>
            <Input
              name="reference"
              label="Reference of the bank transfer"
              classes="govuk-input--width-20"
              value={valueTyped(form, "reference")}
              errorMessage={errorOf(form, "reference")}
            />
            <Button preventDoubleClick>Mark it as sent</Button>
          </Form>
        </>
      )}
    </>
  );
};
