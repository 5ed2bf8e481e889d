import type { PageReply } from "@alliance/http";
import { Button, ButtonGroup, EmptyState, Form, Link, Pagination, SummaryList, Table, Tag } from "@alliance/ui";
import type { Recording, RecordingListing } from "../../schema/recording.ts";
import { subjectNames } from "../../schema/topics.ts";
import { recordingDeskListPath, recordingDeskPath, recordingPath } from "./recording-paths.ts";
import { daysInWords, offsetInWords, recordingTags, whoMayWatch } from "./recording-words.ts";

const StatusTag = ({ status }: Pick<Recording, "status">) => (
  <Tag classes={recordingTags[status].classes}>{recordingTags[status].text}</Tag>
);

interface ListShown {
  readonly recordings: readonly RecordingListing[];
  /** An address already. */
  readonly next: string | undefined;
  readonly mayManage: boolean;
}

export const recordingsDeskPage = ({ recordings, next, mayManage }: ListShown): PageReply => ({
  title: "All recordings",
  section: "Training",
  layout: "wide",
  backLink: { href: "/console/training", text: "Sessions" },
  body: (
    <>
      <h1 class="govuk-heading-l">All recordings</h1>
      {mayManage && <Button href={`${recordingDeskListPath}/new`}>Add a recording</Button>}
      {recordings.length === 0 ? (
        <EmptyState title="No recording yet">What you add here is in the catalogue once you publish it.</EmptyState>
      ) : (
        <Table
          stacks
          caption="All recordings, the latest first"
          captionClasses="govuk-visually-hidden"
          firstCellIsHeader
          head={[{ content: "Recording" }, { content: "Minutes" }, { content: "For" }, { content: "Status" }]}
          rows={recordings.map((recording) => [
            { content: <Link href={recordingDeskPath(recording.recordingId)}>{recording.title}</Link> },
            { content: recording.minutes },
            { content: whoMayWatch(recording) },
            { content: <StatusTag status={recording.status} /> },
          ])}
        />
      )}
      {next && <Pagination next={{ href: next, labelText: "Older recordings" }} />}
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
