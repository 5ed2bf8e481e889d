import type { Contact, Person } from "@alliance/auth";
import type { PageReply } from "@alliance/http";
import { Button, Field, Form, LondonDate, legend } from "@alliance/ui";
import { Paragraph } from "../pages/school-parts.tsx";
import { contactRoleNames, type Invitation, roleNames } from "../schema/invitation.ts";
import type { RoleRequest } from "../schema/role-request.ts";
import { type Decision, roleItems } from "./decision-parts.tsx";
import { ReasonField } from "./form-fields.tsx";
import { frameOf } from "./place.ts";

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
export const contactPage = ({ place, organisation, form, hidden }: Decision, contact: Contact): PageReply => ({
  ...frameOf(place, organisation, "Somebody named", form.errors),
  body: (
    <>
      <h1 class="govuk-heading-l">{contact.name}</h1>
      <Paragraph>
        Named as {contactRoleNames[contact.role].toLowerCase()} of {organisation.name} on{" "}
        <LondonDate value={contact.createdAt} />, with the address {contact.email}. They have not joined in yet.
      </Paragraph>
      <Form hidden={hidden}>
        <Field
          kind="radios"
          name="decision"
          form={form}
          fieldset={legend("What do you want to do?")}
          items={[
            { value: "invite", content: "Invite them", hint: "By a letter with a link that is good for 30 days" },
            { value: "remove", content: "Remove them", hint: "Name and address are deleted; invitations stop working" },
          ]}
        />
        <ReasonField form={form} isShown={place.isConsole} />
        <Button>Continue</Button>
      </Form>
    </>
  ),
});

export const invitationPage = (
  { place, organisation, form, hidden }: Decision,
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
      <Form hidden={hidden}>
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
