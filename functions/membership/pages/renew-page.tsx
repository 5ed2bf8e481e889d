import { plusDays } from "@alliance/core";
import type { PageReply } from "@alliance/http";
import {
  Button,
  Field,
  Form,
  type FormState,
  formatDate,
  InsetText,
  Link,
  legend,
  Money,
  PurchaseOrderField,
  SummaryList,
} from "@alliance/ui";
import type { RenewalOffer, RenewalStanding } from "../use-cases/read-renewal.ts";
import { refuseToRenew } from "../use-cases/refuse-to-renew.ts";
import { byCard } from "./payment-choices.ts";
import { Dates, Paragraph } from "./school-parts.tsx";

/** Where the page stands: a school's own portal, or the console of staff who renew for it. */
export interface RenewPlace {
  readonly backLink: { readonly href: string; readonly text: string };
  readonly section: string;
  readonly isStaff: boolean;
  readonly hidden: Readonly<Record<string, string>>;
}

const Price = ({ type, price, billed: { billTo } }: RenewalOffer) => (
  <SummaryList
    rows={[
      { key: type.name, value: <Money amountPence={price.netPence} /> },
      { key: "VAT", value: <Money amountPence={price.vatPence} /> },
      {
        key: "To pay",
        value: (
          <strong>
            <Money amountPence={price.totalPence} />
          </strong>
        ),
      },
      { key: "The next year runs from", value: <Dates from={price.startsOn} until={price.endsOn} /> },
      {
        key: "Bill to",
        value: (
          <>
            {[billTo.name, ...billTo.addressLines].join(", ")}
            <br />
            As the year before. Does somebody else pay by now? <Link href="/contact">Write to us</Link> before you
            renew.
          </>
        ),
      },
    ]}
  />
);

const PaymentField = ({ form, isStaff, creditDays }: { form: FormState; isStaff: boolean; creditDays: number }) => (
  <Field
    kind="radios"
    name="method"
    form={form}
    fieldset={legend("How is it paid?")}
    items={[
      !isStaff && byCard,
      {
        value: "invoice",
        content: "By invoice, with a purchase order",
        hint: `The renewal is settled at once; the invoice is due ${creditDays} days later by bank transfer`,
        conditional: <PurchaseOrderField form={form} />,
      },
      {
        value: "quote",
        content: "Ask for a quote first",
        hint: "We send a quote that is answered with a purchase order, without an account",
      },
    ]}
  />
);

/** When the next year begins, and why then. */
function whenWords({ renewal }: RenewalStanding): string {
  if (renewal.state !== "open") return "";
  const { of, startsOn } = renewal;
  return startsOn === plusDays(of.endsOn, 1)
    ? `The next year begins on ${formatDate(startsOn)}, the day after this one ends: you lose no day and have no gap.`
    : `The membership ended on ${formatDate(of.endsOn)} and has lapsed. It begins again on the day it is paid or invoiced.`;
}

/** One page: what the next year costs, how it is paid, and the order. */
export function renewPage(standing: RenewalStanding, form: FormState, place: RenewPlace): PageReply {
  const { organisation, renewal, offer } = standing;
  if (renewal.state !== "open" || offer === undefined) return notNowPage(standing, place);
  const { type } = offer;
  return {
    title: place.isStaff ? `Renew on behalf of ${organisation.name}` : `Renew for ${organisation.name}`,
    section: place.section,
    backLink: place.backLink,
    errors: form.errors,
    body: (
      <>
        <span class="govuk-caption-l">Renew membership</span>
        <h1 class="govuk-heading-l">{organisation.name}</h1>
        <Paragraph>{whenWords(standing)}</Paragraph>
        <Price {...offer} />
        {type.membershipTypeId !== renewal.of.membershipTypeId && (
          <InsetText>
            {renewal.of.membershipTypeName} is not sold any more; {type.name} takes its place.
          </InsetText>
        )}
        <Form hidden={place.hidden}>
          <PaymentField form={form} isStaff={place.isStaff} creditDays={type.creditDays} />
          <Paragraph>
            {place.isStaff
              ? "The order is made in the name of the lead contact, who gets the letters about it."
              : "By renewing you confirm that you may order this. The membership that runs is not touched."}
          </Paragraph>
          <Button preventDoubleClick>Renew</Button>
        </Form>
      </>
    ),
  };
}

const headings = {
  "never-a-member": "There is nothing to renew yet",
  "too-early": "It is too early to renew",
  waiting: "A renewal is under way",
  renewed: "The membership is renewed",
  open: "Nothing is on sale at the moment",
} as const;

/** What stands in the way, and what to do. */
export const notNowPage = (standing: RenewalStanding, place: RenewPlace, status?: 409): PageReply => ({
  title: place.isStaff
    ? `${headings[standing.renewal.state]}: ${standing.organisation.name}`
    : headings[standing.renewal.state],
  section: place.section,
  backLink: place.backLink,
  ...(status ? { status } : {}),
  body: (
    <>
      <h1 class="govuk-heading-l">{headings[standing.renewal.state]}</h1>
      <Paragraph>{refuseToRenew(standing).message}</Paragraph>
      <Paragraph>
        <Link href={place.backLink.href}>{place.backLink.text}</Link>
      </Paragraph>
    </>
  ),
});
