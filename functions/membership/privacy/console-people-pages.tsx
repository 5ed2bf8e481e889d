import { emailsOf } from "@alliance/auth";
import type { PageReply } from "@alliance/http";
import {
  Button,
  EmptyState,
  Field,
  Form,
  type FormState,
  InsetText,
  Link,
  LinkCard,
  LondonDate,
  legend,
  SummaryList,
  Table,
  Tiles,
  Timeline,
} from "@alliance/ui";
import { organisationPath } from "../pages/console-paths.ts";
import { wordsFor } from "../pages/event-words.ts";
import { Paragraph } from "../pages/school-parts.tsx";
import { ReasonField } from "../people/form-fields.tsx";
import { consolePlace } from "../people/place.ts";
import { contactRoleNames, roleNames } from "../schema/invitation.ts";
import type { Found, WaitingErasure } from "../use-cases/find-people.ts";
import type { PersonData } from "../use-cases/gather-person-data.ts";

const people = "/console/membership/people";
const section = "People";

const Results = ({ found }: { readonly found: Found }) =>
  found.people.length + found.contacts.length === 0 ? (
    <EmptyState title="Nobody uses this address">
      Check how it is written: we find whole addresses only, of people with an account and of those whom others named.
    </EmptyState>
  ) : (
    <Tiles asList>
      {found.people.map(({ personId, name, registeredAt }) => (
        <LinkCard title={name} href={`${people}/${personId}`}>
          Known since <LondonDate value={registeredAt} />
        </LinkCard>
      ))}
      {found.contacts.map(({ contact, organisationName }) => (
        <LinkCard
          title={contact.name}
          href={`${consolePlace.path(contact.organisationId)}/contacts/${contact.contactId}`}
        >
          Named as {contactRoleNames[contact.role].toLowerCase()} of {organisationName} on{" "}
          <LondonDate value={contact.createdAt} />, no account yet
        </LinkCard>
      ))}
    </Tiles>
  );

/** Search by exact address; sent as a form, so that no address is ever in a URL. */
export const searchPage = (form: FormState, found?: Found, waiting: readonly WaitingErasure[] = []): PageReply => ({
  title: "Find a person",
  section,
  errors: form.errors,
  body: (
    <>
      <h1 class="govuk-heading-l">Find a person</h1>
      <Form>
        <Field
          kind="input"
          name="email"
          form={form}
          label="E-mail address"
          hint="Exactly as the person uses it"
          type="email"
          autocomplete="off"
          spellcheck={false}
        />
        <Button>Find</Button>
      </Form>
      {found && <Results found={found} />}
      <h2 class="govuk-heading-m">They ask to be erased</h2>
      {waiting.length === 0 ? (
        <Paragraph>Nobody waits for an answer.</Paragraph>
      ) : (
        <Table
          stacks
          firstCellIsHeader
          head={[{ content: "Name" }, { content: "Asked on" }, { content: "Answer" }]}
          rows={waiting.map(({ erasure, person }) => [
            { content: person?.name ?? "Not known any more" },
            { content: <LondonDate value={erasure.requestedAt} /> },
            { content: <Link href={`${people}/${erasure.personId}/erasure`}>Decide</Link> },
          ])}
        />
      )}
    </>
  ),
});

const Facts = ({ data: { person } }: { readonly data: PersonData }) => (
  <SummaryList
    rows={[
      ...emailsOf(person).map(({ email, verifiedAt }, index) => ({
        key: index === 0 ? "Letters go to" : "Also",
        value: verifiedAt ? email : `${email} (not confirmed)`,
      })),
      { key: "Known since", value: <LondonDate value={person.registeredAt} /> },
      { key: "Reference", value: person.personId },
    ]}
  />
);

const Roles = ({ data }: { readonly data: PersonData }) => (
  <Table
    stacks
    caption="Organisations and roles"
    captionClasses="govuk-table__caption--m"
    firstCellIsHeader
    head={[{ content: "Organisation" }, { content: "Role" }, { content: "From" }, { content: "Until" }]}
    rows={data.affiliations.flatMap(({ organisationId, role, from, until, earlier = [] }) =>
      [...earlier, { from, until }].map((spell) => [
        {
          content: (
            <Link href={`${organisationPath(organisationId)}/people`}>
              {data.organisationNames[organisationId] ?? organisationId}
            </Link>
          ),
        },
        { content: roleNames[role] },
        { content: <LondonDate value={spell.from} /> },
        { content: spell.until ? <LondonDate value={spell.until} /> : "" },
      ]),
    )}
  />
);

const Asked = ({ data }: { readonly data: PersonData }) => (
  <Table
    stacks
    caption="Invitations and requests"
    captionClasses="govuk-table__caption--m"
    firstCellIsHeader
    head={[{ content: "Organisation" }, { content: "What" }, { content: "Role" }, { content: "State" }]}
    rows={[
      ...data.invitations.map((each) => [
        { content: each.organisationName },
        { content: "Invited" },
        { content: roleNames[each.role] },
        { content: each.status },
      ]),
      ...data.requests.map((each) => [
        { content: each.organisationName },
        { content: "Asked to belong" },
        { content: roleNames[each.role] },
        { content: each.status },
      ]),
    ]}
  />
);

const erasureWords: Readonly<Record<string, string>> = {
  open: "They ask to be erased and wait for an answer.",
  approved: "Their erasure is approved; the letter is on its way.",
  refused: "Their erasure was refused.",
};

function whoOf(actor: string, { person }: PersonData): string {
  if (actor === person.personId) return person.name;
  if (actor === "anonymous") return "At sign-in";
  return actor.startsWith("per_") ? "A lead contact or staff" : "The platform";
}

/** One person as staff see them. */
export const personPage = (data: PersonData, form: FormState, hasDecision: boolean): PageReply => ({
  title: data.person.name,
  section,
  layout: "wide",
  breadcrumbs: [{ content: "People", href: people }, { content: data.person.name }],
  errors: form.errors,
  ...(hasDecision ? { notice: "Your decision is recorded, and a letter is on its way" } : {}),
  body: (
    <>
      <h1 class="govuk-heading-l">{data.person.name}</h1>
      {data.erasure && <InsetText>{erasureWords[data.erasure]}</InsetText>}
      <Facts data={data} />
      {data.affiliations.length > 0 ? <Roles data={data} /> : <Paragraph>No role at any organisation.</Paragraph>}
      {data.invitations.length + data.requests.length > 0 && <Asked data={data} />}
      <Paragraph>
        <Link href={`/console/membership/entitlement?person=${data.person.personId}`}>
          What they may use on a day, and why
        </Link>
      </Paragraph>
      <h2 class="govuk-heading-m">Data protection</h2>
      <Form>
        <ReasonField form={form} isShown />
        <Button classes="govuk-button--secondary">Download all data as a ZIP</Button>
      </Form>
      <Paragraph>
        <Link href={`${people}/${data.person.personId}/erasure`}>Erase this person, or refuse to</Link>
      </Paragraph>
      <h2 class="govuk-heading-m">What happened</h2>
      {data.events.length === 0 ? (
        <Paragraph>Nothing yet.</Paragraph>
      ) : (
        <Timeline
          items={data.events.map((event) => {
            const { title, tone, detail } = wordsFor(event);
            return { title, tone, at: event.occurredAt, by: whoOf(event.actor, data), children: detail };
          })}
        />
      )}
    </>
  ),
});

export const erasurePage = ({ person, erasure }: PersonData, form: FormState): PageReply => ({
  title: `Erase ${person.name}`,
  section,
  backLink: { href: `${people}/${person.personId}`, text: person.name },
  errors: form.errors,
  body: (
    <>
      <h1 class="govuk-heading-l">Erase {person.name}?</h1>
      <Paragraph>
        {erasure === "open"
          ? "They asked for it themselves. "
          : "They have not asked here; note how they did, in your own files. "}
        Their roles end at once. They get a letter with the outcome; when it is out, name, addresses, accounts and
        sessions are removed. Invoices stay, as tax law asks, and the record of decisions keeps a number.
      </Paragraph>
      <Form>
        <Field
          kind="radios"
          name="outcome"
          form={form}
          fieldset={legend("Your decision")}
          items={[
            { value: "approved", content: "Erase them", hint: "This cannot be undone" },
            { value: "refused", content: "Refuse", hint: "They get a letter that says so, and can ask again" },
          ]}
        />
        <ReasonField form={form} isShown />
        <Button classes="govuk-button--warning">Decide</Button>
      </Form>
    </>
  ),
});
