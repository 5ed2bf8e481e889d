import type { PageReply } from "@alliance/http";
import type { FormState } from "@alliance/ui";
import type { Child } from "hono/jsx";
import type { Candidate } from "../joining/candidate.ts";
import type { Offer } from "../joining/choose-type.ts";
import { explainPrice } from "../types/explain-price.ts";

export const steps = ["type", "you", "contacts", "bill-to", "payment", "check"] as const;
export type Step = (typeof steps)[number];

/** The first page of a joining is the organisation's own address. */
export const stepPath = (who: string, step: Step): string =>
  step === "type" ? `/join/${who}` : `/join/${who}/${step}`;

const before = (step: Step): Step | undefined => steps[steps.indexOf(step) - 1];

interface Frame {
  readonly candidate: Candidate;
  readonly step: Step;
  readonly title: string;
  readonly form: FormState;
  readonly body: Child;
  /** Of a refused form, if not 422. */
  readonly status?: PageReply["status"];
}

/** One question a page: where one is, what it is about, and the way back. */
export function joinFrame({ candidate, step, title, form, body, status }: Frame): PageReply {
  const back = before(step);
  return {
    title: step === "type" ? title : `${title}: ${candidate.name}`,
    section: "Join",
    backLink: back ? { href: stepPath(candidate.who, back) } : { href: "/join", text: "Search again" },
    errors: form.errors,
    ...(status && form.errors?.length ? { status } : {}),
    body: (
      <>
        <span class="govuk-caption-l">
          {candidate.name} · step {steps.indexOf(step) + 1} of {steps.length}
        </span>
        <h1 class="govuk-heading-l">{title}</h1>
        {body}
      </>
    ),
  };
}

/** Why the price is what it is. */
export const PriceExplained = ({ offer: { type, joiner, price } }: { readonly offer: Offer }) => (
  <ul class="govuk-list govuk-list--bullet">
    {explainPrice(type, joiner, price).map((sentence) => (
      <li>{sentence}</li>
    ))}
  </ul>
);

/** "the school", "the trust": how a sentence names who joins. */
export const nounOf = ({ kind }: Pick<Candidate, "kind">): string =>
  ({
    school: "school",
    trust: "trust",
    "local-authority": "authority",
    charity: "charity",
    university: "university",
    business: "business",
  })[kind];
