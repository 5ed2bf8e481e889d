import type { PageReply } from "@alliance/http";
import { Button, Details, Field, Form, type FormState, InsetText, legend } from "@alliance/ui";
import type { Candidate } from "../joining/candidate.ts";
import { isSizeMissing, type Offer } from "../joining/choose-type.ts";
import { shortPounds } from "../types/explain-price.ts";
import { joinFrame, nounOf, PriceExplained } from "./join-parts.tsx";
import { Paragraph } from "./school-parts.tsx";
import { benefitWords, priceWords } from "./type-words.ts";

export interface JoinType {
  readonly candidate: Candidate;
  /** What may be chosen, each at its price of today. */
  readonly offers: readonly Offer[];
  readonly form: FormState;
}

const ReadFirst = () => (
  <InsetText>We read your application first. Nothing is ordered before we have said yes.</InsetText>
);

const Benefits = ({ offer: { type } }: { readonly offer: Offer }) => (
  <>
    <Paragraph>What comes with it:</Paragraph>
    <ul class="govuk-list govuk-list--bullet">
      {type.benefits.map((benefit) => (
        <li>{benefitWords(benefit)}</li>
      ))}
    </ul>
    {type.needsApproval && <ReadFirst />}
  </>
);

const Only = ({ offer }: { readonly offer: Offer }) => (
  <>
    <h2 class="govuk-heading-m">{offer.type.name}</h2>
    <Paragraph>{offer.type.summary}</Paragraph>
    <PriceExplained offer={offer} />
    <Benefits offer={offer} />
  </>
);

const Choice = ({ offers, form }: Pick<JoinType, "offers" | "form">) => (
  <Field
    kind="radios"
    name="membershipTypeId"
    form={form}
    fieldset={legend("Which membership?")}
    items={offers.map((offer) => ({
      value: offer.type.membershipTypeId,
      content: `${offer.type.name}: ${shortPounds(offer.price.totalPence)} with VAT`,
      hint: offer.type.summary,
      conditional: (
        <>
          <PriceExplained offer={offer} />
          <Benefits offer={offer} />
        </>
      ),
    }))}
  />
);

const Size = ({ candidate, offer, form }: { candidate: Candidate; offer: Offer; form: FormState }) => (
  <>
    <Field
      kind="input"
      name="size"
      form={form}
      label={{ content: `How many ${offer.type.price.by} has the ${nounOf(candidate)}?`, classes: "govuk-label--m" }}
      hint="The register does not say. The price goes by it"
      classes="govuk-input--width-5"
      inputmode="numeric"
    />
    <Details summary="The prices by size">
      <ul class="govuk-list govuk-list--bullet">
        {priceWords(offer.type).map((words) => (
          <li>{words}</li>
        ))}
      </ul>
    </Details>
  </>
);

/** What it is, what it costs today and why, before anything is asked. */
export function typePage({ candidate, offers, form }: JoinType): PageReply {
  const [first] = offers;
  const sized = offers.find(({ type }) => isSizeMissing(type, candidate));
  return joinFrame({
    ...{ candidate, step: "type", form },
    title: `Join for ${candidate.name}`,
    body: (
      <>
        {candidate.addressLines.length > 0 && (
          <Paragraph>
            {candidate.urn && `URN ${candidate.urn} · `}
            {candidate.addressLines.join(", ")}
          </Paragraph>
        )}
        <Form hidden={offers.length === 1 && first ? { membershipTypeId: first.type.membershipTypeId } : {}}>
          {offers.length === 1 && first ? <Only offer={first} /> : <Choice offers={offers} form={form} />}
          {sized && <Size candidate={candidate} offer={sized} form={form} />}
          {candidate.isDescribed && !offers.every(({ type }) => type.needsApproval) && <ReadFirst />}
          <Button>Continue</Button>
        </Form>
        <Paragraph>
          Five short questions follow. What you answer is kept for 30 days, so you can stop at any time.
        </Paragraph>
      </>
    ),
  });
}
