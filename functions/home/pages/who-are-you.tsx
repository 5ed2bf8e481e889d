import type { Person } from "@alliance/auth";
import type { PageReply } from "@alliance/http";
import { Button, Field, Form, type FormState, legend } from "@alliance/ui";

/** Several people read one mailbox: nothing is attached to anybody before the person has said who they are. */
export const whoPage = (people: readonly Pick<Person, "personId" | "name">[], form: FormState): PageReply => ({
  title: "Who are you?",
  errors: form.errors,
  body: (
    <>
      <h1 class="govuk-heading-l">Who are you?</h1>
      <p class="govuk-body">
        Several people use the e-mail address that you signed in with. We ask once; from then on this account leads to
        the person you choose.
      </p>
      <Form>
        <Field
          kind="radios"
          name="personId"
          form={form}
          fieldset={legend("Your name")}
          items={[
            ...people.map(({ personId, name }) => ({ value: personId, content: name })),
            { divider: "or" },
            { value: "new", content: "Somebody else", hint: "We have not met you yet" },
          ]}
        />
        <Button>Continue</Button>
      </Form>
    </>
  ),
});
