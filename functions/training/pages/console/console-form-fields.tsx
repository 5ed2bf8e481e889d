import { Details, Field, type FormState, legend } from "@alliance/ui";
import { vatKinds } from "../../schema/session.ts";
import { formatNames, kindNames, phaseNames, regions, subjectNames } from "../../schema/topics.ts";
import { vatWords } from "../catalogue/price-parts.tsx";
import { timeInWords } from "../session-words.ts";
import { closings, ladderRows } from "./session-values.ts";

interface Part {
  readonly form: FormState;
}

const items = (names: Readonly<Record<string, string>>) =>
  Object.entries(names).map(([value, content]) => ({ value, content }));

export const Words = ({ form }: Part) => (
  <>
    <Field kind="input" name="title" form={form} label="Title" />
    <Field kind="textarea" name="summary" form={form} label="What it is about, in a sentence" rows={2} />
    <Field
      kind="textarea"
      name="description"
      form={form}
      label="More about it"
      hint="An empty line begins a paragraph"
      rows={8}
    />
    <Field kind="radios" name="kind" form={form} fieldset={legend("What is it?")} items={items(kindNames)} />
    <Field
      kind="checkboxes"
      name="subjects"
      form={form}
      fieldset={legend("What is it about?")}
      hint="At most five: people narrow the catalogue down by them"
      classes="govuk-checkboxes--small"
      items={items(subjectNames)}
    />
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

const number = { classes: "govuk-input--width-4", inputmode: "numeric" } as const;
const money = { classes: "govuk-input--width-5", inputmode: "decimal", prefix: "£" } as const;

export const VenueFields = ({ form }: Part) => (
  <>
    <Field kind="input" name="venueName" form={form} label="Name of the venue" classes="govuk-input--width-20" />
    <Field kind="textarea" name="venueAddress" form={form} label="Address" hint="A line for each part" rows={3} />
    <Field kind="input" name="venuePostcode" form={form} label="Postcode" classes="govuk-input--width-10" />
    <Field
      kind="textarea"
      name="venueInstructions"
      form={form}
      label="How to get in"
      hint="Only delegates see this"
      rows={2}
    />
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

export const Price = ({ form }: Part) => (
  <>
    <h2 class="govuk-heading-m">Price</h2>
    <Field kind="input" name="listPrice" form={form} label="Price of a place, without VAT" {...money} />
    <Field
      kind="input"
      name="memberPrice"
      form={form}
      label="Price for members, without VAT"
      hint="Leave it empty to take off what each membership says"
      {...money}
    />
    <Field
      kind="radios"
      name="vat"
      form={form}
      fieldset={legend("VAT")}
      hint="Your accountant decides which one it is"
      items={vatKinds.map((value) => ({ value, content: vatWords[value] }))}
    />
    <Field
      kind="input"
      name="vatNote"
      form={form}
      label="Why there is no VAT, for the invoice"
      hint="Only where there is none"
    />
  </>
);

const LadderRow = ({ form, row }: Part & { readonly row: number }) => (
  <div class="govuk-grid-row">
    <div class="govuk-grid-column-one-half">
      <Field kind="input" name={`days${row}`} form={form} label={`${row}. Until so many days before`} {...number} />
    </div>
    <div class="govuk-grid-column-one-half">
      <Field kind="input" name={`percent${row}`} form={form} label={`${row}. Credited`} suffix="%" {...number} />
    </div>
  </div>
);

export const Rules = ({ form }: Part) => (
  <>
    <h2 class="govuk-heading-m">Booking and cancelling</h2>
    <Field kind="input" name="maxPlaces" form={form} label="Places that one booking may have" {...number} />
    <Field
      kind="input"
      name="quota"
      form={form}
      label="Places that one school may have"
      hint="Leave it empty for no limit"
      {...number}
    />
    {ladderRows.map((row) => (
      <LadderRow form={form} row={row} />
    ))}
    <Field
      kind="input"
      name="noShowFee"
      form={form}
      label="Fee for a place that stays empty"
      hint="Leave it empty for none"
      {...money}
    />
  </>
);
