import { dateInWords } from "@alliance/core";
import type { PageReply } from "@alliance/http";
import { Button, Details, Form, InsetText, Link, SummaryList, Tag, Video, WarningText } from "@alliance/ui";
import { hasSeen, percentSeen, stretchOf } from "../../recordings/progress.ts";
import type { Chapter, Recording, Viewing } from "../../schema/recording.ts";
import { subjectNames } from "../../schema/topics.ts";
import type { Watching } from "../../use-cases/watch-recording.ts";
import { recordPath } from "../record/record-paths.ts";
import { recordingPath, recordingsPath } from "./recording-paths.ts";
import { daysInWords, offsetInWords, whoMayWatch } from "./recording-words.ts";

const paragraphs = (text: string): string[] => text.split(/\n\s*\n/).filter((paragraph) => paragraph.trim() !== "");

const Text = ({ text }: { readonly text: string }) => (
  <>
    {paragraphs(text).map((paragraph) => (
      <p class="govuk-body">{paragraph}</p>
    ))}
  </>
);

interface Shown extends Watching {
  readonly isSignedIn: boolean;
  readonly notice?: string | undefined;
}

const shell = ({ recording, notice }: Shown, body: PageReply["body"]): PageReply => ({
  title: recording.title,
  section: "Training",
  backLink: { href: recordingsPath, text: "Recordings" },
  description: recording.summary,
  ...(notice ? { notice } : {}),
  body: (
    <>
      <span class="govuk-caption-l">Recording</span>
      <h1 class="govuk-heading-l">{recording.title}</h1>
      <p class="govuk-body-l">{recording.summary}</p>
      {body}
    </>
  ),
});

const Facts = ({ recording }: { readonly recording: Recording }) => (
  <SummaryList
    rows={[
      { key: "How long", value: `${recording.minutes} minutes${recording.videoUrl ? "" : " to read"}` },
      { key: "Price", value: `Nothing to pay: ${whoMayWatch(recording).toLowerCase()}` },
      { key: "Yours for", value: `${daysInWords(recording.windowDays)} from when you open it` },
      { key: "About", value: recording.subjects.map((subject) => subjectNames[subject]).join(", ") },
      { key: "Chapters", value: recording.chapters.map(({ title }) => title).join(", ") },
    ]}
  />
);

/** What it takes to open it, or the button that does. */
const Opening = ({ recording, may, viewing, isSignedIn }: Shown) => {
  const begin = (
    <Form action={`${recordingPath(recording.recordingId)}/open`}>
      <Button preventDoubleClick>
        {viewing ? "Open it again" : recording.videoUrl ? "Start watching" : "Start reading"}
      </Button>
    </Form>
  );
  const over = viewing && (
    <WarningText>
      Your time with this recording ended on {dateInWords(viewing.until)}. What you saw is kept.
    </WarningText>
  );
  if (may.allowed || !isSignedIn) {
    return (
      <>
        {over}
        {!isSignedIn && <InsetText>{whoMayWatch(recording)}. Sign in to open it.</InsetText>}
        {isSignedIn && recording.audience !== "everybody" && <InsetText>{may.reason}</InsetText>}
        {begin}
      </>
    );
  }
  return (
    <>
      {over}
      <InsetText>
        {may.reason} A recording cannot be bought on its own. <Link href="/join">See what membership costs</Link>, or
        ask whoever leads your school’s membership.
      </InsetText>
    </>
  );
};

/** Before it is opened, or after somebody's time with it. */
const closedPage = (shown: Shown): PageReply =>
  shell(
    shown,
    <>
      <Text text={shown.recording.description} />
      <Facts recording={shown.recording} />
      <Opening {...shown} />
    </>,
  );

interface Part {
  readonly recording: Recording;
  readonly viewing: Viewing;
  readonly chapter: Chapter;
  readonly at: number;
}

const ChapterPart = ({ recording, viewing, chapter, at }: Part) => {
  const { recordingId, chapters, minutes, videoUrl } = recording;
  const stretch = stretchOf(chapters, at, minutes);
  const isSeen = stretch !== undefined && hasSeen(viewing.seen, stretch, minutes);
  return (
    <section id={`chapter-${at + 1}`}>
      <h3 class="govuk-heading-s">
        {videoUrl && `${offsetInWords(chapter.startsAtSeconds)} `}
        {chapter.title} {isSeen && <Tag classes="govuk-tag--green">Done</Tag>}
      </h3>
      {chapter.text !== "" &&
        (videoUrl ? (
          <Details summary={`Read this chapter: ${chapter.title}`}>
            <Text text={chapter.text} />
          </Details>
        ) : (
          <Text text={chapter.text} />
        ))}
      {!isSeen && (
        <Form action={`${recordingPath(recordingId)}/chapters`} hidden={{ chapter: at + 1 }}>
          <Button classes="govuk-button--secondary">
            {videoUrl ? "I have seen this" : "I have read this"}
            <span class="govuk-visually-hidden">: {chapter.title}</span>
          </Button>
        </Form>
      )}
    </section>
  );
};

const Progress = ({ recording, viewing }: { readonly recording: Recording; readonly viewing: Viewing }) =>
  viewing.completedOn ? (
    <InsetText>
      You completed this on {dateInWords(viewing.completedOn)}. It counts as your professional development:{" "}
      <Link href={recordPath}>see your record and certificate</Link>.
    </InsetText>
  ) : (
    <p class="govuk-body">
      <strong>{percentSeen(viewing.seen, recording.minutes)}% done.</strong> At 90% it counts as your professional
      development. {recording.videoUrl ? "Where you stop is kept, and you go on there on any device." : ""}
    </p>
  );

/** From the beginning again once the end was reached. */
const resumeAt = ({ minutes }: Recording, { furthestSeconds }: Viewing): number =>
  furthestSeconds >= minutes * 60 - 30 ? 0 : furthestSeconds;

const openPage = (shown: Shown, viewing: Viewing): PageReply => {
  const { recording } = shown;
  const { videoUrl, recordingId, chapters, description } = recording;
  const reply = shell(
    shown,
    <>
      {videoUrl && (
        <Video
          src={videoUrl}
          label={recording.title}
          progressTo={`${recordingPath(recordingId)}/progress`}
          resumeAtSeconds={resumeAt(recording, viewing)}
        />
      )}
      <Progress recording={recording} viewing={viewing} />
      <p class="govuk-body">
        Yours until {dateInWords(viewing.until)}. {viewing.reason}
      </p>
      <Text text={description} />
      <h2 class="govuk-heading-m">Chapters</h2>
      {chapters.map((chapter, at) => (
        <ChapterPart recording={recording} viewing={viewing} chapter={chapter} at={at} />
      ))}
    </>,
  );
  return videoUrl ? { ...reply, mediaSources: [new URL(videoUrl).origin] } : reply;
};

export const watchPage = (shown: Shown): PageReply =>
  shown.isOpen && shown.viewing ? openPage(shown, shown.viewing) : closedPage(shown);
