import type { PageReply } from "@alliance/http";
import { Button, Field, Form, Link, Tiles } from "@alliance/ui";
import type { JoinDraft } from "../schema/application.ts";
import type { MembershipType } from "../schema/membership-type.ts";
import type { Found } from "../use-cases/search-establishments.ts";
import { Paragraph, SchoolResult, UnfinishedJoins } from "./school-parts.tsx";
import { benefitWords, priceWords } from "./type-words.ts";

interface SearchFormProps {
  readonly q: string;
  readonly label: string;
  readonly hint?: string;
  readonly error?: string | undefined;
}

const SearchForm = ({ q, label, hint, error }: SearchFormProps) => (
  <Form method="get" action="/join">
    <Field
      kind="input"
      name="q"
      form={{ values: { q }, errors: error ? [{ field: "q", message: error }] : [] }}
      label={{ content: label, classes: "govuk-label--m" }}
      hint={hint}
      type="search"
      autocomplete="off"
      spellcheck={false}
    />
    <Button>Search</Button>
  </Form>
);

const Explanation = ({ type }: { readonly type: MembershipType }) => (
  <>
    <h2 class="govuk-heading-m">What membership is, and what it costs</h2>
    <Paragraph>
      Membership is for the whole school. Once it has joined, every colleague can use what comes with it:
    </Paragraph>
    <ul class="govuk-list govuk-list--bullet">
      {type.benefits.map((benefit) => (
        <li>{benefitWords(benefit)}</li>
      ))}
    </ul>
    <Paragraph>{type.name} costs, without VAT:</Paragraph>
    <ul class="govuk-list govuk-list--bullet">
      {priceWords(type).map((words) => (
        <li>{words}</li>
      ))}
    </ul>
    <Paragraph>
      You can pay by card, ask for an invoice with your purchase order number, or have a quote sent to your finance
      office.
    </Paragraph>
  </>
);

const Others = () => (
  <Paragraph>
    Not a school in England?{" "}
    <Link href="/join/other">
      Join for a trust, a local authority, a charity, a university or a business, or for a school in Scotland, Wales,
      Northern Ireland or abroad
    </Link>
    .
  </Paragraph>
);

export interface JoinStart {
  readonly q: string;
  /** The type that schools join with; absent while none is on sale. */
  readonly type: MembershipType | undefined;
  readonly drafts: readonly JoinDraft[];
  readonly error?: string;
}

/** The public beginning: what membership is, and the search. */
export const joinPage = ({ q, type, drafts, error }: JoinStart): PageReply => ({
  title: "Join for your school",
  section: "Join",
  description: "Find your school in the national register and join The Partnerships Alliance.",
  ...(error ? { errors: [{ field: "q", message: error }] } : {}),
  body: (
    <>
      <h1 class="govuk-heading-l">Join for your school</h1>
      {drafts.length > 0 && <UnfinishedJoins drafts={drafts} />}
      <SearchForm
        q={q}
        label="Find your school"
        hint="By name, postcode or URN (the six-digit number of the national register)"
        error={error}
      />
      <Others />
      {type && <Explanation type={type} />}
    </>
  ),
});

const NothingFound = () => (
  <>
    <h2 class="govuk-heading-m">No school matches that</h2>
    <Paragraph>
      Check the spelling, or try the postcode or the URN. We search the schools and colleges of England as the national
      register (GIAS) lists them; a new school appears here soon after it appears there.
    </Paragraph>
  </>
);

export const resultsPage = (q: string, found: readonly Found[], limit: number): PageReply => ({
  title: `Schools found for “${q}”`,
  section: "Join",
  body: (
    <>
      <h1 class="govuk-heading-l">Find your school</h1>
      <SearchForm q={q} label="Name, postcode or URN" />
      {found.length === 0 ? (
        <NothingFound />
      ) : (
        <>
          <h2 class="govuk-heading-m">{found.length === 1 ? "1 school" : `${found.length} schools`}</h2>
          {found.length === limit && (
            <Paragraph>These are the closest. Add the town or the postcode to see fewer.</Paragraph>
          )}
          <Tiles asList>
            {found.map((each) => (
              <SchoolResult found={each} />
            ))}
          </Tiles>
        </>
      )}
      <Others />
    </>
  ),
});
