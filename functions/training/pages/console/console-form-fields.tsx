import { Details, Field, type FormState, legend } from "@alliance/ui";
import { formatNames, kindNames, phaseNames, regions } from "../../schema/topics.ts";
import { timeInWords } from "../session-words.ts";
import { number, Subjects, WayThere, Words } from "../staff-form.tsx";
import { closings } from "./session-values.ts";

interface Part {
  readonly form: FormState;
}

const items = (names: Readonly<Record<string, string>>) =>
  Object.entries(names).map(([value, content]) => ({ value, content }));

export const About = ({ form }: Part) => (
  <>
    <Words form={form} rows={8} />
    <Field kind="radios" name="kind" form={form} fieldset={legend("What is it?")} items={items(kindNames)} />
    <Subjects form={form} hint="At most five: people narrow the catalogue down by them" />
    <Field
      kind="checkboxes"
      name="phases"
      form={form}
      fieldset={legend("Who is it for?")}
      classes="govuk-checkboxes--small"
      items={items(phaseNames)}
    />
  </>
);

export const When = ({ form }: Part) => {
  const closes = String(form.values?.closes ?? "");
  const other = closes !== "" && !(closes in closings) ? [{ value: closes, text: timeInWords(closes) }] : [];
  const isLonger = Boolean(form.values?.["ends-day"]);
  return (
    <>
      <Field kind="date" name="starts" form={form} fieldset={legend("On which day?")} hint="For example, 20 1 2027" />
      <Field
        kind="input"
        name="startTime"
        form={form}
        label="It begins at"
        hint="As clocks in London show it: 15:45"
        classes="govuk-input--width-5"
      />
      <Field kind="input" name="endTime" form={form} label="It ends at" classes="govuk-input--width-5" />
      <Details summary="It ends on another day" open={isLonger}>
        <Field kind="date" name="ends" form={form} fieldset={{ legend: "The last day" }} />
      </Details>
      <Field
        kind="select"
        name="closes"
        form={form}
        label="Booking closes"
        items={[...Object.entries(closings).map(([value, { text }]) => ({ value, text })), ...other]}
      />
    </>
  );
};

export const VenueFields = ({ form }: Part) => (
  <>
    <Field kind="input" name="venueName" form={form} label="Name of the venue" classes="govuk-input--width-20" />
    <WayThere form={form} hint="Only delegates see this" />
  </>
);

export const Where = ({ form }: Part) => (
  <>
    <Field
      kind="radios"
      name="format"
      form={form}
      fieldset={legend("Where does it take place?")}
      items={items(formatNames)}
    />
    <h2 class="govuk-heading-m">In the room</h2>
    <p class="govuk-body">Leave this empty if it is only online.</p>
    <Field kind="input" name="roomPlaces" form={form} label="Places in the room" {...number} />
    <Field
      kind="select"
      name="region"
      form={form}
      label="Region"
      items={[{ text: "", value: "" }, ...regions.map((region) => ({ text: region, value: region }))]}
    />
    <VenueFields form={form} />
    <h2 class="govuk-heading-m">Online</h2>
    <p class="govuk-body">Leave this empty if it is only in a room.</p>
    <Field kind="input" name="onlinePlaces" form={form} label="Places online" {...number} />
    <Field
      kind="input"
      name="onlineLink"
      form={form}
      label="Link to join"
      hint="Only delegates see this; it can be added later"
      type="url"
    />
    <Field
      kind="textarea"
      name="onlineInstructions"
      form={form}
      label="How to join"
      hint="Only delegates see this"
      rows={2}
    />
  </>
);
