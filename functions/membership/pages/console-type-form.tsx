import type { PageReply } from "@alliance/http";
import { Button, Form, type FormState, InsetText } from "@alliance/ui";
import type { TypeVersion } from "../schema/membership-type.ts";
import { TypeFields } from "./console-type-fields.tsx";
import { addedBy } from "./type-rows.ts";

/** `overtaken`: somebody published a version meanwhile; what was typed is kept. */
export function typeFormPage(current: TypeVersion, form: FormState, overtaken?: string): PageReply {
  const { membershipTypeId, version, content } = current;
  const path = `/console/membership/types/${membershipTypeId}`;
  const errors = overtaken ? [{ field: "name", message: overtaken }] : (form.errors ?? []);
  return {
    title: `Change ${content.name}`,
    section: "Membership types",
    backLink: { href: path, text: content.name },
    ...(overtaken ? { status: 409 } : {}),
    errors,
    body: (
      <>
        <h1 class="govuk-heading-l">Change {content.name}</h1>
        <InsetText>
          What was sold keeps its version. You see what changes before anything is published; now it is version{" "}
          {version}.
        </InsetText>
        <Form action={`${path}/edit`} hidden={{ basedOn: version, reason: String(form.values?.reason ?? "") }}>
          <TypeFields form={form} added={addedBy(form.values)} />
          <Button>See what changes</Button>
        </Form>
      </>
    ),
  };
}
