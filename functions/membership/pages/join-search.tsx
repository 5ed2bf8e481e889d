import type { PageReply } from "@alliance/http";
import { Button, Field, Form, Money, Tiles } from "@alliance/ui";
import { currentSchoolType, totalOf } from "../membership-types.ts";
import type { Found } from "../use-cases/search-establishments.ts";
import { Paragraph, SchoolResult } from "./school-parts.tsx";

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

const Price = () => {
  const type = currentSchoolType();
  return (
    <Paragraph>
      {type.name} costs <Money amountPence={totalOf(type)} /> (<Money amountPence={type.netPence} /> and{" "}
      {type.vatRatePercent}% VAT) and runs until 31 August. You can pay by card, or ask for an invoice with your
      purchase order number.
    </Paragraph>
  );
};

const Explanation = () => (
  <>
    <Paragraph>
      Membership is for the whole school. Once it has joined, every colleague can use what comes with it:
    </Paragraph>
    <ul class="govuk-list govuk-list--bullet">
      {currentSchoolType().benefits.map(({ name, discountPercent }) => (
        <li>{discountPercent === 100 ? name : `${name}, ${discountPercent}% off`}</li>
      ))}
    </ul>
    <Price />
  </>
);

/** The public beginning: what membership is, and the search. */
export const joinPage = (q: string, error?: string): PageReply => ({
  title: "Join for your school",
  section: "Join",
  description: "Find your school in the national register and join The Partnerships Alliance.",
  ...(error ? { status: 422, errors: [{ field: "q", message: error }] } : {}),
  body: (
    <>
      <h1 class="govuk-heading-l">Join for your school</h1>
      <Explanation />
      <SearchForm
        q={q}
        label="Find your school"
        hint="By name, postcode or URN (the six-digit number of the national register)"
        error={error}
      />
    </>
  ),
});

const NothingFound = () => (
  <>
    <h2 class="govuk-heading-m">No school matches that</h2>
    <Paragraph>
      Check the spelling, or try the postcode or the URN. We know the schools and colleges of England as the national
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
    </>
  ),
});
