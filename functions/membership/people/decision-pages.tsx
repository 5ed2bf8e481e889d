import type { Person } from "@alliance/auth";
import type { AffiliationRole } from "@alliance/core";
import type { PageReply } from "@alliance/http";
import { Button, Field, Form, type FormState, InsetText, LondonDate, WarningText } from "@alliance/ui";
import { Paragraph } from "../pages/school-parts.tsx";
import { type Invitation, roleNames } from "../schema/invitation.ts";
import type { Organisation } from "../schema/organisation.ts";
import type { RoleRequest } from "../schema/role-request.ts";
import type { ListedPerson, OrganisationPeople } from "../use-cases/read-people.ts";
import { ReasonField } from "./form-fields.tsx";
import { frameOf, type Place } from "./place.ts";

interface Decision {
  readonly place: Place;
  readonly organisation: Organisation;
  readonly form: FormState;
  readonly hidden?: Readonly<Record<string, string | number>>;
}

const roleHints: Readonly<Record<AffiliationRole, string>> = {
  lead: "Runs the membership: invites people, renews, sees invoices",
  head: "Sees the membership and its invoices",
  finance: "Sees and pays the invoices",
  colleague: "Uses what the membership includes",
};

const roleItems = (without?: AffiliationRole) =>
  (Object.keys(roleNames) as AffiliationRole[])
    .filter((role) => role !== without)
    .toReversed()
    .map((value) => ({ value, content: roleNames[value], hint: roleHints[value] }));

const legend = (content: string) => ({ legend: { content, classes: "govuk-fieldset__legend--m" } });

export const invitePage = ({ place, organisation, form, hidden }: Decision): PageReply => ({
  ...frameOf(place, organisation, "Invite a colleague", form.errors),
  body: (
    <>
      <h1 class="govuk-heading-l">Invite a colleague to {organisation.name}</h1>
      <Paragraph>
        We write to them with a link that is good for 30 days. They sign in, accept, and belong to {organisation.name}.
      </Paragraph>
      <Form hidden={hidden}>
        <Field kind="input" name="name" form={form} label="Their name" autocomplete="off" spellcheck={false} />
        <Field
          kind="input"
          name="email"
          form={form}
          label="Their e-mail address"
          hint="An office address that several people read works too: the letter says who is meant"
          type="email"
          autocomplete="off"
          spellcheck={false}
        />
        <Field
          kind="radios"
          name="role"
          form={form}
          fieldset={legend("What are they for the membership?")}
          items={roleItems()}
        />
        <ReasonField form={form} isShown={place.isConsole} />
        <Button>Send the invitation</Button>
      </Form>
    </>
  ),
});

/** Somebody whom the organisation has named, on the application for example. */
export const inviteContactPage = (
  { place, organisation, form, hidden }: Decision,
  contact: { readonly name: string; readonly email: string; readonly role: AffiliationRole },
): PageReply => ({
  ...frameOf(place, organisation, "Invite", form.errors),
  body: (
    <>
      <h1 class="govuk-heading-l">Invite {contact.name}?</h1>
      <Paragraph>
        We write to {contact.email}. The link is good for 30 days; whoever accepts it is{" "}
        {roleNames[contact.role].toLowerCase()} of {organisation.name}.
      </Paragraph>
      <Form hidden={hidden}>
        <ReasonField form={form} isShown={place.isConsole} />
        <Button>Send the invitation</Button>
      </Form>
    </>
  ),
});

export const invitationPage = (
  { place, organisation, form }: Decision,
  invitation: Invitation,
  contact: { readonly name: string; readonly email: string } | undefined,
): PageReply => ({
  ...frameOf(place, organisation, "Invitation", form.errors),
  body: (
    <>
      <h1 class="govuk-heading-l">The invitation of {contact?.name ?? "somebody"}</h1>
      <Paragraph>
        Sent to {contact?.email ?? "an address we no longer hold"} on <LondonDate value={invitation.sentAt} />, good
        until <LondonDate value={invitation.expiresAt} />. It has not been accepted yet.
      </Paragraph>
      <Form>
        <Field
          kind="radios"
          name="decision"
          form={form}
          fieldset={legend("What do you want to do?")}
          items={[
            { value: "resend", content: "Send the letter again", hint: "With a new link, good for another 30 days" },
            { value: "revoke", content: "Take the invitation back", hint: "Its links stop working at once" },
          ]}
        />
        <ReasonField form={form} isShown={place.isConsole} />
        <Button>Continue</Button>
      </Form>
    </>
  ),
});

export const requestPage = (
  { place, organisation, form }: Decision,
  request: RoleRequest,
  person: Person | undefined,
): PageReply => ({
  ...frameOf(place, organisation, "Request", form.errors),
  body: (
    <>
      <h1 class="govuk-heading-l">
        Does {person?.name ?? "this person"} work at {organisation.name}?
      </h1>
      <Paragraph>
        {person?.name ?? "This person"}
        {person && ` (${person.email})`} asks to be {roleNames[request.role].toLowerCase()} from{" "}
        <LondonDate value={request.from} />.
      </Paragraph>
      <Form hidden={{ requestId: request.requestId }}>
        <Field
          kind="radios"
          name="decision"
          form={form}
          fieldset={legend("Your answer")}
          items={[
            { value: "approved", content: "Yes, they work with us", hint: "They belong from that day on" },
            { value: "declined", content: "No", hint: "Nothing changes for them; they get a short letter" },
          ]}
        />
        <ReasonField form={form} isShown={place.isConsole} />
        <Button>Answer</Button>
      </Form>
    </>
  ),
});

export const rolePage = ({ place, organisation, form }: Decision, { person, affiliation }: ListedPerson): PageReply => {
  const name = person?.name ?? "this person";
  return {
    ...frameOf(place, organisation, "Change a role", form.errors),
    body: (
      <>
        <span class="govuk-caption-l">{roleNames[affiliation.role]}</span>
        <h1 class="govuk-heading-l">Change the role of {name}</h1>
        <Form>
          <Field
            kind="radios"
            name="decision"
            form={form}
            fieldset={legend(`What is ${name} from today on?`)}
            items={[
              ...roleItems(affiliation.role),
              { divider: "or" },
              { value: "end-now", content: "They leave now", hint: "They lose access at once" },
              {
                value: "end-on",
                content: "They leave on a day",
                conditional: (
                  <Field
                    kind="date"
                    name="lastDay"
                    form={form}
                    fieldset={{ legend: { content: "Their last day" } }}
                    hint="They have access until the end of it. For example, 31 8 2027"
                  />
                ),
              },
            ]}
          />
          <ReasonField form={form} isShown={place.isConsole} />
          <Button>Save</Button>
        </Form>
      </>
    ),
  };
};

const candidates = ({ people }: OrganisationPeople) => {
  const leaders = people.filter(({ affiliation, isOver }) => affiliation.role === "lead" && !isOver);
  const leading = new Set(leaders.map(({ affiliation }) => affiliation.personId));
  const others = people.filter(
    ({ affiliation, isOver, person }) => !isOver && person && !leading.has(affiliation.personId),
  );
  return { leaders, others: [...new Map(others.map((each) => [each.affiliation.personId, each])).values()] };
};

const personItems = (people: readonly ListedPerson[]) =>
  people.map(({ affiliation, person }) => ({
    value: affiliation.personId,
    content: person?.name ?? "Somebody who was erased",
    hint: roleNames[affiliation.role],
  }));

export const handOverPage = (place: Place, shown: OrganisationPeople, form: FormState): PageReply => {
  const { leaders, others } = candidates(shown);
  const you = leaders.find(({ isYou }) => isYou);
  const needsFrom = you === undefined || place.isConsole;
  return {
    ...frameOf(place, shown.organisation, "Hand over the lead role", form.errors),
    body: (
      <>
        <h1 class="govuk-heading-l">Hand over the lead role of {shown.organisation.name}</h1>
        {others.length === 0 || leaders.length === 0 ? (
          <InsetText>
            Nobody else belongs to {shown.organisation.name} yet. Invite a colleague first; when they have accepted, you
            can hand over to them.
          </InsetText>
        ) : (
          <Form hidden={{ seen: shown.leadsVersion, ...(needsFrom ? {} : { from: you.affiliation.personId }) }}>
            {needsFrom && (
              <Field
                kind="radios"
                name="from"
                form={form}
                fieldset={legend("Who leads no longer?")}
                items={personItems(leaders)}
              />
            )}
            <Field
              kind="radios"
              name="to"
              form={form}
              fieldset={legend("Who leads from today on?")}
              items={personItems(others)}
            />
            <WarningText>
              {needsFrom ? "Whoever led until now stays a colleague" : "You stay a colleague"}, and can no longer invite
              people or see invoices. It takes effect at once.
            </WarningText>
            <ReasonField form={form} isShown={place.isConsole} />
            <Button>Hand over the lead role</Button>
          </Form>
        )}
      </>
    ),
  };
};

export const leavePage = ({ place, organisation, form }: Decision): PageReply => ({
  ...frameOf(place, organisation, "Leave", form.errors),
  body: (
    <>
      <h1 class="govuk-heading-l">Leave {organisation.name}</h1>
      <Paragraph>
        You no longer see its membership and cannot use what it includes. What you did so far stays on record with it.
        Its lead contact can invite you again at any time.
      </Paragraph>
      <Form>
        <Field
          kind="radios"
          name="when"
          form={form}
          fieldset={legend("When do you leave?")}
          items={[
            { value: "now", content: "Now" },
            {
              value: "on",
              content: "On a day",
              conditional: (
                <Field
                  kind="date"
                  name="lastDay"
                  form={form}
                  fieldset={{ legend: { content: "Your last day" } }}
                  hint="For example, 31 8 2027"
                />
              ),
            },
          ]}
        />
        <Button classes="govuk-button--warning">Leave</Button>
      </Form>
    </>
  ),
});
