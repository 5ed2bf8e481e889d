import { dateInWords } from "@alliance/core";
import type { PageReply } from "@alliance/http";
import { EmptyState, Link, LinkCard, Pagination, Tag, Tiles } from "@alliance/ui";
import type { ListedRecording } from "../../use-cases/browse-recordings.ts";
import { recordPath } from "../record/record-paths.ts";
import { recordingPath } from "./recording-paths.ts";
import { whoMayWatch } from "./recording-words.ts";

/** How far somebody has come, or what they may. */
const Standing = ({
  listed: { own, may, recording },
  isSignedIn,
}: {
  listed: ListedRecording;
  isSignedIn: boolean;
}) => {
  if (own?.isComplete) return <Tag classes="govuk-tag--green">Completed</Tag>;
  if (own?.isOver) return <Tag classes="govuk-tag--grey">Your time is over</Tag>;
  if (own) {
    return (
      <>
        <Tag classes="govuk-tag--blue">{own.percent}% seen</Tag> until {dateInWords(own.until)}
      </>
    );
  }
  if (!isSignedIn || recording.audience === "everybody") return <>{whoMayWatch(recording)}</>;
  return <>{may.reason}</>;
};

interface Listed {
  readonly recordings: readonly ListedRecording[];
  /** An address already. */
  readonly next: string | undefined;
  readonly isSignedIn: boolean;
}

export const recordingsPage = ({ recordings, next, isSignedIn }: Listed): PageReply => ({
  title: "Recordings",
  section: "Training",
  layout: "wide",
  backLink: { href: "/training", text: "All training" },
  description: "Training about partnerships between schools, to watch or read in your own time.",
  body: (
    <>
      <h1 class="govuk-heading-l">Recordings</h1>
      <p class="govuk-body-l">Training to watch or read in your own time. It counts as professional development too.</p>
      {recordings.length === 0 ? (
        <EmptyState title="There is no recording yet" action={{ href: "/training", text: "Look at the live training" }}>
          We add recordings through the year. Please look again later.
        </EmptyState>
      ) : (
        <Tiles asList>
          {recordings.map((listed) => (
            <LinkCard title={listed.recording.title} href={recordingPath(listed.recording.recordingId)}>
              <strong>{listed.recording.minutes} minutes</strong>
              {!listed.recording.videoUrl && " to read"}
              <br />
              <Standing listed={listed} isSignedIn={isSignedIn} />
              <br />
              {listed.recording.summary}
            </LinkCard>
          ))}
        </Tiles>
      )}
      {next && <Pagination next={{ href: next, labelText: "Older recordings" }} />}
      {isSignedIn && (
        <p class="govuk-body">
          <Link href={recordPath}>Your record of professional development</Link>
        </p>
      )}
    </>
  ),
});
