import type { PageReply } from "@alliance/http";
import { Button, Field, Form, type FormState, InsetText, Link } from "@alliance/ui";
import { type Organisation, organisationKinds } from "../schema/organisation.ts";
import { handSchemes, numberShapes } from "../schema/organisation-forms.ts";
import { organisationPath } from "./console-paths.ts";
import { Paragraph } from "./school-parts.tsx";
import { kindNames } from "./type-words.ts";

const AddressField = ({ form }: { readonly form: FormState }) => (
  <Field kind="textarea" name="address" form={form} label="Address (optional)" hint="One line of it a line" rows={5} />
);

const PartnerField = ({ form }: { readonly form: FormState }) => (
  <Field
    kind="checkboxes"
    name="isPartner"
    form={form}
    items={[{ value: "yes", content: "It is a partner: it works with us without being a member" }]}
  />
);

const LookAlikes = ({ found, form }: { readonly found: readonly Organisation[]; readonly form: FormState }) => (
  <>
    <InsetText>
      These have the same name already:
      <ul class="govuk-list govuk-list--bullet">
        {found.map(({ organisationId, name, kind, town }) => (
          <li>
            <Link href={organisationPath(organisationId)}>{name}</Link>, {kindNames[kind].toLowerCase()}
            {town && `, ${town}`}
          </li>
        ))}
      </ul>
    </InsetText>
    <Field
      kind="checkboxes"
      name="isAnother"
      form={form}
      items={[{ value: "yes", content: "I have looked: the one I am adding is another organisation" }]}
    />
  </>
);

export interface AddProps {
  readonly form: FormState;
  /** Carries the key that makes a double click one organisation. */
  readonly hidden: Readonly<Record<string, string>>;
  readonly lookAlikes?: readonly Organisation[];
}

/** What no register of ours has, or what has to be there before anybody joins for it. */
export const addOrganisationPage = ({ form, hidden, lookAlikes = [] }: AddProps): PageReply => ({
  title: "Add an organisation",
  section: "Organisations",
  breadcrumbs: [
    { content: "Organisations", href: "/console/membership/organisations" },
    { content: "Add an organisation" },
  ],
  errors: form.errors,
  body: (
    <>
      <h1 class="govuk-heading-l">Add an organisation</h1>
      <Paragraph>
        Schools and trusts of England are in the register:{" "}
        <Link href="/console/membership/organisations">search for them</Link> and register them from there. Add by hand
        what is not in it, such as a charity, a university, or a school in Scotland.
      </Paragraph>
      <Form hidden={hidden}>
        {lookAlikes.length > 0 && <LookAlikes found={lookAlikes} form={form} />}
        <Field kind="input" name="name" form={form} label="Name" autocomplete="off" spellcheck={false} />
        <Field
          kind="radios"
          name="kind"
          form={form}
          fieldset={{ legend: { content: "What is it?", classes: "govuk-fieldset__legend--s" } }}
          items={organisationKinds.map((kind) => ({ value: kind, content: kindNames[kind] }))}
        />
        <Field
          kind="select"
          name="scheme"
          form={form}
          label="Kind of number (optional)"
          hint="With a number, nobody adds it twice"
          items={[
            { value: "", text: "No number" },
            ...handSchemes.map((scheme) => ({ value: scheme, text: numberShapes[scheme].name })),
          ]}
        />
        <Field
          kind="input"
          name="value"
          form={form}
          label="Number"
          classes="govuk-input--width-10"
          autocomplete="off"
          spellcheck={false}
        />
        <AddressField form={form} />
        <PartnerField form={form} />
        <Button>Add the organisation</Button>
      </Form>
    </>
  ),
});

/** Name, address and partner flag, with the reason for the change. */
export const changeOrganisationPage = (organisation: Organisation, form: FormState): PageReply => ({
  title: `Change ${organisation.name}`,
  section: "Organisations",
  breadcrumbs: [
    { content: "Organisations", href: "/console/membership/organisations" },
    { content: organisation.name, href: organisationPath(organisation.organisationId) },
    { content: "Change" },
  ],
  errors: form.errors,
  body: (
    <>
      <h1 class="govuk-heading-l">Change {organisation.name}</h1>
      <Paragraph>
        Invoices and other documents that were issued before keep the name and the address of their day. A former name
        stays in sight here.
      </Paragraph>
      <Form>
        <Field kind="input" name="name" form={form} label="Name" autocomplete="off" spellcheck={false} />
        <AddressField form={form} />
        <PartnerField form={form} />
        <Field kind="textarea" name="reason" form={form} label="Why do you change it?" rows={3} />
        <Button>Save the change</Button>
      </Form>
    </>
  ),
});
