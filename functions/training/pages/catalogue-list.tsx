import { whenInWords } from "@alliance/core";
import type { PageReply } from "@alliance/http";
import { EmptyState, LinkCard, Tag, Tiles } from "@alliance/ui";
import type { Listing } from "../schema/session.ts";
import { kindNames } from "../schema/topics.ts";
import { whereInWords } from "./session-words.ts";

const Session = ({ session }: { readonly session: Listing }) => (
  <LinkCard title={session.title} href={`/training/${session.sessionId}`}>
    {whenInWords(session)}
    <br />
    {whereInWords(session)}
    <br />
    {session.summary}
    <br />
    <Tag>{kindNames[session.kind]}</Tag>
  </LinkCard>
);

export const cataloguePage = (sessions: readonly Listing[]): PageReply => ({
  title: "Training",
  section: "Training",
  layout: "wide",
  description: "Live sessions, community meet-ups and conferences about partnerships between schools.",
  body: (
    <>
      <h1 class="govuk-heading-l">Training</h1>
      {sessions.length === 0 ? (
        <EmptyState title="Nothing is planned just now">
          New sessions are published through the year. Please look again later.
        </EmptyState>
      ) : (
        <Tiles asList>
          {sessions.map((session) => (
            <Session session={session} />
          ))}
        </Tiles>
      )}
    </>
  ),
});
