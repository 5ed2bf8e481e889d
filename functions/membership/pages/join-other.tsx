import type { PageReply } from "@alliance/http";
import { Button, Field, Form, type FormState, InsetText, LinkCard, legend, Tiles } from "@alliance/ui";
import { describedSchemes, NewOrganisation } from "../schema/application.ts";
import { numberShapes } from "../schema/organisation-forms.ts";
import type { FoundJoiner } from "../use-cases/search-joiners.ts";
import { Paragraph } from "./school-parts.tsx";
import { kindNames } from "./type-words.ts";

interface Other {
  readonly q: string;
  /** Absent before anything was searched for. */
  readonly found?: readonly FoundJoiner[];
  readonly error?: string;
}

const Found = ({ found }: { readonly found: readonly FoundJoiner[] }) =>
  found.length === 0 ? (
    <>
      <h2 class="govuk-heading-m">Nobody of that name</h2>
      <Paragraph>Check the spelling, or tell us about your organisation: we look at it and answer.</Paragraph>
    </>
  ) : (
    <>
      <h2 class="govuk-heading-m">{found.length === 1 ? "1 organisation" : `${found.length} organisations`}</h2>
      <Tiles asList>
        {found.map(({ who, kind, name, detail }) => (
          <LinkCard title={name} href={`/join/${who}`}>
            {detail ?? kindNames[kind]}
          </LinkCard>
        ))}
      </Tiles>
    </>
  );

/** Everybody who is no school: found by name, or described. */
export const otherPage = ({ q, found, error }: Other): PageReply => ({
  title: "Join for anybody but a school in England",
  section: "Join",
  backLink: { href: "/join", text: "Join for a school in England" },
  ...(error ? { errors: [{ field: "q", message: error }] } : {}),
  body: (
    <>
      <h1 class="govuk-heading-l">Join for a trust, an authority, a partner or a school elsewhere</h1>
      <Paragraph>
        A trust’s membership covers all its schools, an authority’s the schools it maintains. Charities, universities,
        businesses, and schools in Scotland, Wales, Northern Ireland or abroad join for themselves.
      </Paragraph>
      <Form method="get" action="/join/other">
        <Field
          kind="input"
          name="q"
          form={{ values: { q }, errors: error ? [{ field: "q", message: error }] : [] }}
          label={{ content: "Find your organisation", classes: "govuk-label--m" }}
          hint="By name"
          type="search"
          autocomplete="off"
          spellcheck={false}
        />
        <Button>Search</Button>
      </Form>
      {found && <Found found={found} />}
      <Button href="/join/other/new" classes="govuk-button--secondary">
        We are not in the list
      </Button>
    </>
  ),
});

const numbers = [
  { value: "none", content: "None of these" },
  ...describedSchemes.map((value) => ({ value, content: numberShapes[value].name })),
];

/** For who is in no register: a few words, which staff read before anything is ordered. */
export const describePage = (form: FormState): PageReply => ({
  title: "Tell us about your organisation",
  section: "Join",
  backLink: { href: "/join/other" },
  errors: form.errors,
  body: (
    <>
      <h1 class="govuk-heading-l">Tell us about your organisation</h1>
      <InsetText>We read what you tell us before anything is ordered, and answer within five working days.</InsetText>
      <Form>
        <Field
          kind="radios"
          name="kind"
          form={form}
          fieldset={legend("What is it?")}
          items={NewOrganisation.shape.kind.options.map((value) => ({ value, content: kindNames[value] }))}
        />
        <Field kind="input" name="name" form={form} label="Its name" autocomplete="organization" />
        <Field
          kind="textarea"
          name="address"
          form={form}
          label="Its address"
          hint="One line below the other"
          rows={5}
        />
        <Field
          kind="radios"
          name="scheme"
          form={form}
          fieldset={legend("Has it one of these numbers?")}
          hint="With its number nobody is registered twice"
          items={numbers}
        />
        <Field
          kind="input"
          name="number"
          form={form}
          label="That number"
          hint="Leave it empty if it has none"
          classes="govuk-input--width-10"
        />
        <Button>Continue</Button>
      </Form>
    </>
  ),
});
