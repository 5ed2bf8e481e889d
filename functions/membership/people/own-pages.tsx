import type { PageReply } from "@alliance/http";
import {
  Button,
  LondonDate as Day,
  EmptyState,
  Field,
  Form,
  type FormState,
  Link,
  LinkCard,
  legend,
  SummaryList,
  Tiles,
} from "@alliance/ui";
import { Paragraph } from "../pages/school-parts.tsx";
import { roleNames } from "../schema/invitation.ts";
import type { Organisation } from "../schema/organisation.ts";
import { requestableRoles } from "../schema/role-request.ts";
import type { OwnPlaces } from "../use-cases/read-people.ts";

const Waiting = ({ requests }: Pick<OwnPlaces, "requests">) => (
  <>
    <h2 class="govuk-heading-m">You have asked</h2>
    {requests.map((request) => (
      <SummaryList
        card={{ title: request.organisationName }}
        rows={[
          { key: "Role", value: roleNames[request.role] },
          { key: "From", value: <Day value={request.from} /> },
          {
            key: "State",
            value:
              request.staffFrom === request.requestedAt
                ? "Waits for our answer, since nobody leads it yet"
                : "Waits for the answer of its lead contact",
          },
        ]}
      />
    ))}
  </>
);

/** Which of one's organisations? Or how to belong to one. */
export const placesPage = ({ organisations, requests }: OwnPlaces, isAsked: boolean): PageReply => ({
  title: "Your organisations and their people",
  section: "People",
  ...(isAsked ? { notice: "Your request is on its way" } : {}),
  body: (
    <>
      <h1 class="govuk-heading-l">People</h1>
      {organisations.length > 0 ? (
        <Tiles asList>
          {organisations.map(({ organisationId, name }) => (
            <LinkCard title={name} href={`/portal/people/${organisationId}`}>
              Who belongs to it, and in which role
            </LinkCard>
          ))}
        </Tiles>
      ) : (
        <EmptyState
          title="You do not belong to an organisation yet"
          action={{ href: "/portal/people/requests", text: "I work at a member school" }}
        >
          Ask its lead contact to let you in; or, if a colleague invited you, open the link in their letter.
        </EmptyState>
      )}
      {requests.length > 0 && <Waiting requests={requests} />}
      {organisations.length > 0 && (
        <Paragraph>
          <Link href="/portal/people/requests">I work at another member school too, or I have moved</Link>
        </Paragraph>
      )}
    </>
  ),
});

/** Step one of belonging: which organisation. */
export const findPage = (q: string, found: readonly Organisation[] | undefined, hasMoved: boolean): PageReply => {
  const title = hasMoved ? "Where do you work now?" : "Where do you work?";
  return {
    title,
    section: "People",
    backLink: { href: "/portal/people", text: "People" },
    body: (
      <>
        <h1 class="govuk-heading-l">{title}</h1>
        <Form method="get" hidden={hasMoved ? { moved: "yes" } : {}}>
          <Field
            kind="input"
            name="q"
            form={{ values: { q } }}
            label="Name or URN of the school"
            hint="How its name begins is enough"
            autocomplete="off"
          />
          <Button>Search</Button>
        </Form>
        {found && found.length > 0 && (
          <Tiles asList>
            {found.map(({ organisationId, name, town, postcode }) => (
              <LinkCard title={name} href={`/portal/people/requests/${organisationId}${hasMoved ? "?moved=yes" : ""}`}>
                {[town, postcode].filter(Boolean).join(" ")}
              </LinkCard>
            ))}
          </Tiles>
        )}
        {found?.length === 0 && (
          <EmptyState
            title={`We know no member called “${q}”`}
            action={{ href: `/join?${new URLSearchParams({ q })}`, text: "Look in the national register" }}
          >
            Check how the name begins. If the school is covered by its trust or authority, or not a member yet, its page
            in the register says what you can do.
          </EmptyState>
        )}
      </>
    ),
  };
};

interface Asked {
  readonly organisation: Organisation;
  /** Where the person belongs today. */
  readonly own: readonly Organisation[];
  readonly hasMoved: boolean;
  /** Does anybody lead there, who can answer? */
  readonly isLed: boolean;
  readonly form: FormState;
}

const LeftBehind = ({ own, form }: Pick<Asked, "own" | "form">) => (
  <Field
    kind="radios"
    name="left"
    form={form}
    fieldset={legend("Which school have you left, or will you leave?")}
    items={[
      ...own.map(({ organisationId, name }) => ({ value: organisationId, content: name })),
      { divider: "or" },
      { value: "none", content: "None: I work at both" },
    ]}
  />
);

/** Step two: since when, as what, and what is left behind. */
export const askPage = ({ organisation, own, hasMoved, isLed, form }: Asked): PageReply => ({
  title: `I work at ${organisation.name}`,
  section: "People",
  backLink: { href: `/portal/people/requests${hasMoved ? "?moved=yes" : ""}`, text: "Another school" },
  errors: form.errors,
  body: (
    <>
      <h1 class="govuk-heading-l">I work at {organisation.name}</h1>
      <Paragraph>
        {isLed
          ? "We ask its lead contact. When they say yes, you belong to it from the day you give here."
          : "Nobody leads it with us yet, so we ask at the school ourselves and answer within five working days. Then you belong to it from the day you give here."}
      </Paragraph>
      <Form>
        <Field
          kind="radios"
          name="role"
          form={form}
          fieldset={legend("What are you for its membership?")}
          items={requestableRoles.map((value) => ({ value, content: roleNames[value] }))}
        />
        <Field
          kind="date"
          name="from"
          form={form}
          fieldset={legend("Your first day there")}
          hint="For example, 1 9 2027"
        />
        {own.length > 0 && (
          <>
            <LeftBehind own={own} form={form} />
            <Field
              kind="date"
              name="lastDay"
              form={form}
              fieldset={legend("Your last day at the school you leave")}
              hint="Leave it empty if you leave none. You keep what its membership includes until the end of that day"
            />
          </>
        )}
        <Button>{isLed ? "Ask the lead contact" : "Ask to belong"}</Button>
      </Form>
    </>
  ),
});
