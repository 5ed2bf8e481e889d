import { Field, FieldRow, type FormState, legend } from "@alliance/ui";
import { number, WayThere } from "../staff-form.tsx";

interface Part {
  readonly form: FormState;
}

export const Expert = ({ form }: Part) => (
  <Field
    kind="radios"
    name="expert"
    form={form}
    fieldset={legend("Who is the expert?")}
    hint="This stays: the times of one expert are kept apart over all their clinics"
    items={[
      { value: "me", content: "I am" },
      {
        value: "other",
        content: "Somebody else",
        hint: "They get an email for each time that is agreed; you answer the requests",
        conditional: (
          <>
            <Field kind="input" name="expertName" form={form} label="Their name, as members see it" />
            <Field kind="input" name="expertEmail" form={form} label="Their email address" type="email" />
          </>
        ),
      },
    ]}
  />
);

export const Hours = ({ form }: Part) => (
  <>
    <h2 class="govuk-heading-m">When the expert is there</h2>
    <p class="govuk-body">As clocks in London show it, in winter and in summer.</p>
    <Field
      kind="textarea"
      name="weekly"
      form={form}
      label="Every week"
      hint="A line for each: Wednesday 15:00 to 17:00"
      rows={3}
    />
    <Field
      kind="checkboxes"
      name="inSchoolHolidays"
      form={form}
      classes="govuk-checkboxes--small"
      items={[{ value: "yes", content: "In the school holidays too" }]}
    />
    <Field
      kind="textarea"
      name="days"
      form={form}
      label="On single days"
      hint="A line for each: 25/11/2026 09:00 to 12:00"
      rows={3}
    />
    <Field
      kind="textarea"
      name="closedDays"
      form={form}
      label="Not on these days"
      hint="A line for each: 25/11/2026"
      rows={2}
    />
    <FieldRow>
      <Field kind="input" name="slotMinutes" form={form} label="Minutes of a time" {...number} />
      <Field kind="input" name="bufferMinutes" form={form} label="Minutes between" {...number} />
    </FieldRow>
    <FieldRow>
      <Field kind="input" name="noticeHours" form={form} label="Hours of notice" {...number} />
      <Field kind="input" name="daysAhead" form={form} label="Days ahead" {...number} />
    </FieldRow>
  </>
);

export const Where = ({ form }: Part) => (
  <Field
    kind="radios"
    name="format"
    form={form}
    fieldset={legend("Where?")}
    items={[
      {
        value: "online",
        content: "Online",
        conditional: (
          <>
            <Field
              kind="input"
              name="onlineLink"
              form={form}
              label="Link to join"
              hint="Shown once a time is agreed; it can be added later"
              type="url"
            />
            <Field kind="textarea" name="onlineInstructions" form={form} label="How to join" rows={2} />
          </>
        ),
      },
      {
        value: "in-person",
        content: "In person",
        conditional: (
          <>
            <Field kind="input" name="venueName" form={form} label="Name of the place" />
            <WayThere form={form} hint="Shown once a time is agreed" />
          </>
        ),
      },
    ]}
  />
);

export const Rules = ({ form }: Part) => (
  <>
    <Field
      kind="radios"
      name="audience"
      form={form}
      fieldset={legend("Who may ask?")}
      hint="Nobody pays for a clinic: it comes with membership, or is free"
      items={[
        { value: "members", content: "Members of any kind" },
        { value: "everybody", content: "Everybody with an account" },
      ]}
    />
    <Field
      kind="radios"
      name="approval"
      form={form}
      fieldset={legend("How are requests answered?")}
      items={[
        { value: "by-hand", content: "We read each and approve or decline it" },
        { value: "automatic", content: "A free time is theirs at once" },
      ]}
    />
    <Field kind="input" name="mostPeople" form={form} label="How many may come together" {...number} />
  </>
);
