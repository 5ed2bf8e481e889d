import { emailsOf, hashOfEmail, type PendingEmail, type Person } from "@alliance/auth";
import type { PageReply } from "@alliance/http";
import {
  Button,
  ButtonGroup,
  Field,
  Form,
  type FormState,
  Link,
  LinkCard,
  LondonDate,
  SummaryList,
  Table,
  Tag,
  Tiles,
} from "@alliance/ui";
import type { ListedSession } from "../use-cases/manage-account.ts";

const settings = "/portal/settings";

const doneWords = {
  name: "Your name was changed",
  added: "The address is yours now",
  primary: "We write to this address from now on",
  removed: "The address was removed",
  ended: "Other browsers are signed out",
} as const;
export type SettingsDone = keyof typeof doneWords;
export const settingsDone = Object.keys(doneWords) as [SettingsDone, ...SettingsDone[]];

const frame = (
  title: string,
  form: FormState = {},
): Pick<PageReply, "title" | "section" | "status" | "errors" | "backLink"> => ({
  title,
  section: "Settings",
  backLink: { href: settings, text: "Settings" },
  errors: form.errors,
});

const Hidden = ({ children }: { readonly children: string }) => <span class="govuk-visually-hidden">{children}</span>;

const Change = ({ email, what, text }: { readonly email: string; readonly what: string; readonly text: string }) => (
  <Form action={`${settings}/address-changes`} hidden={{ what, address: hashOfEmail(email) }}>
    <Button classes="govuk-button--secondary">
      {text}
      <Hidden>{`: ${email}`}</Hidden>
    </Button>
  </Form>
);

const Addresses = ({ person, pending }: { readonly person: Person; readonly pending: readonly PendingEmail[] }) => (
  <>
    <Table
      stacks
      caption="E-mail addresses"
      captionClasses="govuk-table__caption--m"
      firstCellIsHeader
      head={[{ content: "Address" }, { content: "State" }, { content: "Change" }]}
      rows={[
        ...emailsOf(person).map(({ email, verifiedAt }) => [
          { content: email },
          {
            content:
              email === person.email ? (
                <Tag classes="govuk-tag--green">We write here</Tag>
              ) : (
                <Tag classes="govuk-tag--blue">Yours</Tag>
              ),
          },
          {
            content: email !== person.email && (
              <ButtonGroup>
                {verifiedAt && <Change email={email} what="primary" text="Write here" />}
                <Change email={email} what="remove" text="Remove" />
              </ButtonGroup>
            ),
          },
        ]),
        ...pending.map(({ email, addressId }) => [
          { content: email },
          { content: <Tag classes="govuk-tag--yellow">Waits for its code</Tag> },
          {
            content: (
              <Link href={`${settings}/addresses/${addressId}`}>
                Enter the code<Hidden>{` for ${email}`}</Hidden>
              </Link>
            ),
          },
        ]),
      ]}
    />
    <p class="govuk-body">
      You can sign in with each address that is yours. <Link href={`${settings}/addresses`}>Add an address</Link>
    </p>
  </>
);

/** Everything one can see and change about oneself. */
export const settingsPage = (
  person: Person,
  pending: readonly PendingEmail[],
  { done, error }: { readonly done?: SettingsDone | undefined; readonly error?: string | undefined } = {},
): PageReply => ({
  title: "Settings",
  section: "Settings",
  layout: "wide",
  ...(done ? { notice: doneWords[done] } : {}),
  ...(error ? { errors: [{ field: "", message: error }] } : {}),
  body: (
    <>
      <h1 class="govuk-heading-l">Settings</h1>
      <SummaryList
        rows={[
          {
            key: "Name",
            value: person.name,
            actions: { items: [{ content: "Change", href: `${settings}/name`, visuallyHiddenText: "your name" }] },
          },
        ]}
      />
      <Addresses person={person} pending={pending} />
      <h2 class="govuk-heading-m">More</h2>
      <Tiles asList>
        <LinkCard title="Where you are signed in" href={`${settings}/sessions`}>
          See it, and sign other browsers out.
        </LinkCard>
        <LinkCard title="I have moved school" href="/portal/people/requests?moved=yes">
          Your rights end at the old school and begin at the new one on the day; your history stays with you.
        </LinkCard>
        <LinkCard title="Your data" href={`${settings}/data`}>
          Download what we hold about you, or ask us to erase it.
        </LinkCard>
      </Tiles>
    </>
  ),
});

export const namePage = (form: FormState): PageReply => ({
  ...frame("Your name", form),
  body: (
    <>
      <h1 class="govuk-heading-l">Your name</h1>
      <Form>
        <Field
          kind="input"
          name="name"
          form={form}
          label="Full name"
          hint="Colleagues and letters show it"
          autocomplete="name"
          spellcheck={false}
        />
        <Button>Save</Button>
      </Form>
    </>
  ),
});

export const addressPage = (form: FormState): PageReply => ({
  ...frame("Add an e-mail address", form),
  body: (
    <>
      <h1 class="govuk-heading-l">Add an e-mail address</h1>
      <p class="govuk-body">We send a code of six digits there. It shows that you read the mailbox.</p>
      <Form>
        <Field
          kind="input"
          name="email"
          form={form}
          label="E-mail address"
          type="email"
          autocomplete="email"
          spellcheck={false}
        />
        <Button>Send the code</Button>
      </Form>
    </>
  ),
});

export const codePage = ({ email, addressId }: PendingEmail, form: FormState): PageReply => ({
  ...frame("Enter the code", form),
  body: (
    <>
      <h1 class="govuk-heading-l">Enter the code</h1>
      <p class="govuk-body">We wrote to {email}. The code is good for 15 minutes and five tries.</p>
      <Form>
        <Field
          kind="input"
          name="code"
          form={form}
          label="Code of six digits"
          classes="govuk-input--width-10"
          inputmode="numeric"
          autocomplete="one-time-code"
          spellcheck={false}
        />
        <Button>Confirm</Button>
      </Form>
      <Form action={`${settings}/addresses/${addressId}/again`}>
        <Button classes="govuk-button--secondary">Send another code</Button>
      </Form>
    </>
  ),
});

/** Browsers are not named: we keep no record of which they are. */
export const sessionsPage = (sessions: readonly ListedSession[]): PageReply => ({
  ...frame("Where you are signed in"),
  layout: "wide",
  body: (
    <>
      <h1 class="govuk-heading-l">Where you are signed in</h1>
      <p class="govuk-body">
        A session ends after an hour without use, and after twelve hours in any case. We do not record which computer it
        is.
      </p>
      <Table
        stacks
        caption="Sessions"
        firstCellIsHeader
        head={[{ content: "Signed in" }, { content: "Last used, to five minutes" }, { content: "Change" }]}
        rows={sessions.map(({ sessionId, createdAt, seenAt, isThis }) => [
          { content: <LondonDate value={createdAt} withTime /> },
          { content: <LondonDate value={seenAt} withTime /> },
          {
            content: isThis ? (
              <Tag classes="govuk-tag--green">This browser</Tag>
            ) : (
              <Form hidden={{ only: sessionId }}>
                <Button classes="govuk-button--secondary">
                  Sign out<Hidden>{` the session of ${createdAt}`}</Hidden>
                </Button>
              </Form>
            ),
          },
        ])}
      />
      {sessions.length > 1 && (
        <Form>
          <Button>Sign out everywhere else</Button>
        </Form>
      )}
    </>
  ),
});
