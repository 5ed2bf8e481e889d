import { whenInWords } from "@alliance/core";
import type { PageReply } from "@alliance/http";
import { Button, Field, Form, type FormState, Link, legend, SummaryList, WarningText } from "@alliance/ui";
import type { Slot } from "../../clinics/slots-of.ts";
import type { Asker, ClinicDetails } from "../../use-cases/read-clinic.ts";
import { otherOrganisation } from "../booking/book-forms.ts";
import { clinicPath } from "./clinic-paths.ts";
import { placeInWords } from "./clinic-words.ts";

interface Asked {
  readonly found: ClinicDetails;
  /** Those who may ask, at least one. */
  readonly askers: readonly Asker[];
  /** The time they chose; undefined where somebody else has it by now. */
  readonly slot: Slot | undefined;
  readonly hidden: Readonly<Record<string, string>>;
  readonly form: FormState;
  readonly status?: 409 | 422;
}

const label = (content: string) => ({ content, classes: "govuk-label--m" });

const NameField = ({ form }: { readonly form: FormState }) => (
  <Field
    kind="input"
    name="organisationName"
    form={form}
    label="Name of your school or organisation"
    autocomplete="organization"
  />
);

const ForWhom = ({ askers, form }: Pick<Asked, "askers" | "form">) => {
  const [first, ...others] = askers;
  if (first && others.length === 0) {
    return (
      <>
        <input type="hidden" name="organisation" value={first.organisationId ?? otherOrganisation} />
        {first.organisationId ? (
          <p class="govuk-body">
            For {first.name}. {first.reason}
          </p>
        ) : (
          <NameField form={form} />
        )}
      </>
    );
  }
  return (
    <Field
      kind="radios"
      name="organisation"
      form={form}
      fieldset={legend("For whom do you ask?")}
      items={askers.map(({ organisationId, name, reason }) => ({
        value: organisationId ?? otherOrganisation,
        content: name ?? "Another school or organisation",
        hint: { content: reason },
        ...(organisationId === undefined ? { conditional: <NameField form={form} /> } : {}),
      }))}
    />
  );
};

const Company = ({ most, form }: { readonly most: number; readonly form: FormState }) =>
  most === 1 ? (
    <input type="hidden" name="people" value="1" />
  ) : (
    <>
      <Field
        kind="input"
        name="people"
        form={form}
        label={label("How many of you come?")}
        hint={`You included; at most ${most}`}
        inputmode="numeric"
        classes="govuk-input--width-2"
        autocomplete="off"
      />
      <Field
        kind="textarea"
        name="colleagues"
        form={form}
        label={label("Who comes with you?")}
        hint="Names or roles, if you like: “our SENCO”"
        rows={2}
      />
    </>
  );

/** The time itself, or a choice of those that are left when somebody else was quicker. */
const When = ({ found: { slots }, slot, form }: Pick<Asked, "found" | "slot" | "form">) =>
  slot ? (
    <input type="hidden" name="startsAt" value={slot.startsAt} />
  ) : (
    <Field
      kind="select"
      name="startsAt"
      form={form}
      label={label("Another time")}
      items={slots.slice(0, 60).map((each) => ({ value: each.startsAt, text: whenInWords(each) }))}
    />
  );

/** What somebody wants to talk about: what is needed to ask for a time. */
export function requestPage({ found, askers, slot, hidden, form, status }: Asked): PageReply {
  const { clinic, expertName } = found;
  const [first] = askers;
  const preset = askers.length > 1 && first?.organisationId ? { organisation: first.organisationId } : {};
  const filled = { ...form, values: { people: "1", ...preset, ...form.values } };
  return {
    title: `Ask for a time: ${clinic.title}`,
    section: "Training",
    backLink: { href: clinicPath(clinic.clinicId), text: "The clinic" },
    ...(status ? { status } : {}),
    errors: form.errors,
    body: (
      <>
        <span class="govuk-caption-l">{clinic.title}</span>
        <h1 class="govuk-heading-l">Ask for a time with {expertName}</h1>
        {slot && (
          <SummaryList
            rows={[
              {
                key: "When",
                value: whenInWords(slot),
                actions: {
                  items: [{ href: clinicPath(clinic.clinicId), content: "Change", visuallyHiddenText: "the time" }],
                },
              },
              { key: "Where", value: placeInWords(clinic) },
            ]}
          />
        )}
        <Form hidden={hidden}>
          <When found={found} slot={slot} form={filled} />
          <ForWhom askers={askers} form={filled} />
          <Field
            kind="textarea"
            name="about"
            form={filled}
            label={label("What do you want to talk about?")}
            hint="The expert reads this beforehand. Please name no pupils. It is deleted a month after the time"
            rows={5}
          />
          <Company most={clinic.mostPeople} form={filled} />
          <p class="govuk-body">
            {clinic.approval === "automatic"
              ? "The time is yours at once."
              : "We answer within two school days. Until then nobody else can have this time."}
          </p>
          <Button preventDoubleClick>{clinic.approval === "automatic" ? "Take this time" : "Ask for this time"}</Button>
        </Form>
      </>
    ),
  };
}

/** Not a mistake of theirs: what it takes, and where to get it. */
export const notForThemPage = ({ clinic }: ClinicDetails, reason: string): PageReply => ({
  title: `For members: ${clinic.title}`,
  section: "Training",
  status: 403,
  backLink: { href: clinicPath(clinic.clinicId), text: "The clinic" },
  body: (
    <>
      <h1 class="govuk-heading-l">This clinic is for members</h1>
      <WarningText>{reason}</WarningText>
      <p class="govuk-body">
        Nothing was sent. <Link href="/join">See what membership costs</Link>, or ask whoever leads your school’s
        membership to add you to it.
      </p>
    </>
  ),
});
