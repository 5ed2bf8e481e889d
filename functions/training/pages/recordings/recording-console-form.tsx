import type { PageReply } from "@alliance/http";
import { Field, FieldRow, type FormState, legend } from "@alliance/ui";
import type { Recording } from "../../schema/recording.ts";
import { changePage, newPage, number, Subjects, Words } from "../staff-form.tsx";
import { recordingDeskListPath, recordingDeskPath } from "./recording-paths.ts";

const Fields = ({ form }: { readonly form: FormState }) => (
  <>
    <Words form={form} rows={4} hint="From which session it is, who speaks. An empty line begins a paragraph" />
    <Subjects form={form} />
    <Field
      kind="input"
      name="videoUrl"
      form={form}
      label="Link to the video"
      hint="To the file itself, https, with captions in the picture. Leave it empty for chapters to be read"
      type="url"
    />
    <FieldRow>
      <Field kind="input" name="minutes" form={form} label="Minutes" {...number} />
      <Field kind="input" name="windowDays" form={form} label="Days from opening" {...number} />
    </FieldRow>
    <Field
      kind="textarea"
      name="chapters"
      form={form}
      label="Chapters"
      hint="Each begins with a line such as 12:30 What belongs in it. Below it, what is said, for who reads instead"
      rows={14}
    />
    <Field
      kind="radios"
      name="audience"
      form={form}
      fieldset={legend("Who may watch?")}
      hint="Nobody pays for a recording: it comes with membership, or is free"
      items={[
        { value: "members", content: "Members whose membership includes recorded training" },
        { value: "everybody", content: "Everybody with an account" },
      ]}
    />
  </>
);

export const newRecordingPage = (form: FormState & { readonly once: string }): PageReply => {
  const backLink = { href: recordingDeskListPath, text: "Recordings" };
  return newPage({ what: "recording", backLink, children: <Fields form={form} /> }, form);
};

export const changeRecordingPage = (
  { recordingId, title }: Recording,
  basedOn: number,
  form: FormState,
  overtaken = false,
): PageReply => {
  const backLink = { href: recordingDeskPath(recordingId), text: title };
  return changePage({ what: "recording", backLink, basedOn, overtaken, children: <Fields form={form} /> }, form);
};
