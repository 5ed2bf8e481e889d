import type { PageReply } from "@alliance/http";
import {
  Button,
  ButtonGroup,
  EmptyState,
  Field,
  FieldRow,
  Form,
  type FormState,
  Link,
  legend,
  SummaryList,
  Table,
  Tag,
} from "@alliance/ui";
import type { Recording, RecordingListing } from "../../schema/recording.ts";
import { subjectNames } from "../../schema/topics.ts";
import { recordingDeskListPath, recordingDeskPath, recordingPath } from "./recording-paths.ts";
import { daysInWords, offsetInWords, recordingTags, whoMayWatch } from "./recording-words.ts";

const StatusTag = ({ status }: Pick<Recording, "status">) => (
  <Tag classes={recordingTags[status].classes}>{recordingTags[status].text}</Tag>
);

export const recordingsDeskPage = (all: readonly RecordingListing[], mayManage: boolean): PageReply => ({
  title: "All recordings",
  section: "Training",
  layout: "wide",
  backLink: { href: "/console/training", text: "Sessions" },
  body: (
    <>
      <h1 class="govuk-heading-l">All recordings</h1>
      {mayManage && <Button href={`${recordingDeskListPath}/new`}>Add a recording</Button>}
      {all.length === 0 ? (
        <EmptyState title="No recording yet">What you add here is in the catalogue once you publish it.</EmptyState>
      ) : (
        <Table
          stacks
          caption="All recordings, the latest first"
          captionClasses="govuk-visually-hidden"
          firstCellIsHeader
          head={[{ content: "Recording" }, { content: "Minutes" }, { content: "For" }, { content: "Status" }]}
          rows={all.map((recording) => [
            { content: <Link href={recordingDeskPath(recording.recordingId)}>{recording.title}</Link> },
            { content: recording.minutes },
            { content: whoMayWatch(recording) },
            { content: <StatusTag status={recording.status} /> },
          ])}
        />
      )}
    </>
  ),
});

interface DeskShown {
  readonly recording: Recording;
  readonly mayManage: boolean;
  readonly notice?: string | undefined;
}

export function recordingDeskPage({ recording, mayManage, notice }: DeskShown): PageReply {
  const { recordingId, status, chapters } = recording;
  const path = recordingDeskPath(recordingId);
  return {
    title: `Recording: ${recording.title}`,
    section: "Training",
    backLink: { href: recordingDeskListPath, text: "Recordings" },
    ...(notice ? { notice } : {}),
    body: (
      <>
        <span class="govuk-caption-l">Recording</span>
        <h1 class="govuk-heading-l">
          {recording.title} <StatusTag status={status} />
        </h1>
        <SummaryList
          rows={[
            { key: "How long", value: `${recording.minutes} minutes` },
            { key: "Video", value: recording.videoUrl ?? "None: its chapters are read" },
            { key: "Who may watch", value: whoMayWatch(recording) },
            { key: "Theirs for", value: `${daysInWords(recording.windowDays)} from the first opening` },
            { key: "About", value: recording.subjects.map((subject) => subjectNames[subject]).join(", ") },
            {
              key: "Chapters",
              value: chapters.map(({ startsAtSeconds, title }) => (
                <>
                  {offsetInWords(startsAtSeconds)} {title}
                  <br />
                </>
              )),
            },
          ]}
        />
        {mayManage && (
          <ButtonGroup>
            {status !== "published" && (
              <Form action={`${path}/publish`}>
                <Button>Publish it</Button>
              </Form>
            )}
            <Button href={`${path}/edit`} classes="govuk-button--secondary">
              Change it
            </Button>
            {status === "published" && (
              <Form action={`${path}/withdraw`}>
                <Button classes="govuk-button--secondary">Take it out of the catalogue</Button>
              </Form>
            )}
          </ButtonGroup>
        )}
        {status === "published" && (
          <p class="govuk-body">
            <Link href={recordingPath(recordingId)}>See it as members do</Link>
          </p>
        )}
      </>
    ),
  };
}

const number = { classes: "govuk-input--width-4", inputmode: "numeric" } as const;

const Fields = ({ form }: { readonly form: FormState }) => (
  <>
    <Field kind="input" name="title" form={form} label="Title" />
    <Field kind="textarea" name="summary" form={form} label="What it is about, in a sentence" rows={2} />
    <Field
      kind="textarea"
      name="description"
      form={form}
      label="More about it"
      hint="From which session it is, who speaks. An empty line begins a paragraph"
      rows={4}
    />
    <Field
      kind="checkboxes"
      name="subjects"
      form={form}
      fieldset={legend("What is it about?")}
      classes="govuk-checkboxes--small"
      items={Object.entries(subjectNames).map(([value, content]) => ({ value, content }))}
    />
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

export const newRecordingPage = (form: FormState & { readonly once: string }): PageReply => ({
  title: "A new recording",
  section: "Training",
  backLink: { href: recordingDeskListPath, text: "Recordings" },
  errors: form.errors,
  body: (
    <>
      <h1 class="govuk-heading-l">A new recording</h1>
      <Form hidden={{ onceKey: form.once }}>
        <Fields form={form} />
        <Button>Save as a draft</Button>
      </Form>
    </>
  ),
});

/** `overtaken`: somebody changed it meanwhile; what was typed is kept, and the next press is based on what is there now. */
export function changeRecordingPage(
  recording: Recording,
  basedOn: number,
  form: FormState,
  overtaken = false,
): PageReply {
  const message =
    "Somebody changed this recording while you worked on it. What you typed is kept: look again, then save";
  return {
    title: `Change ${recording.title}`,
    section: "Training",
    backLink: { href: recordingDeskPath(recording.recordingId), text: recording.title },
    ...(overtaken ? { status: 409, errors: [{ field: "title", message }] } : { errors: form.errors }),
    body: (
      <>
        <h1 class="govuk-heading-l">Change {recording.title}</h1>
        <Form hidden={{ basedOn }}>
          <Fields form={form} />
          <Button>Save</Button>
        </Form>
      </>
    ),
  };
}
