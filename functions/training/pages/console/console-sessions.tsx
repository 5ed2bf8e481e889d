import { whenInWords } from "@alliance/core";
import type { PageReply } from "@alliance/http";
import { Button, EmptyState, Link, Pagination, ScrollableTable, Tag } from "@alliance/ui";
import type { SessionPage } from "../../use-cases/list-sessions.ts";
import { statusTags, whereInWords } from "../session-words.ts";
import { deskPath, listPath } from "./console-form.tsx";
import { takingsPath } from "./console-takings.tsx";

/** `cursor` is sealed already. */
export const sessionsPage = ({ items, cursor }: SessionPage, mayManage: boolean): PageReply => ({
  title: "Sessions",
  section: "Training",
  layout: "wide",
  body: (
    <>
      <h1 class="govuk-heading-l">Sessions</h1>
      {mayManage && <Button href={`${listPath}/new`}>Build a session</Button>}
      <p class="govuk-body">
        <Link href="/console/training/clinics">Clinics</Link>
        {" · "}
        <Link href="/console/training/recordings">Recordings</Link>
        {" · "}
        <Link href={`${listPath}/discounts`}>Discount codes</Link>
        {" · "}
        <Link href={takingsPath}>Income and take-up</Link>
      </p>
      {items.length === 0 ? (
        <EmptyState title="No session yet">What you build here is in the catalogue once you publish it.</EmptyState>
      ) : (
        <ScrollableTable
          label="Sessions"
          firstCellIsHeader
          head={[{ content: "Session" }, { content: "When" }, { content: "Where" }, { content: "Status" }]}
          rows={items.map((session) => [
            { content: <Link href={deskPath(session.sessionId)}>{session.title}</Link> },
            { content: whenInWords(session) },
            { content: whereInWords(session) },
            { content: <Tag classes={statusTags[session.status].classes}>{statusTags[session.status].text}</Tag> },
          ])}
        />
      )}
      {cursor && <Pagination next={{ href: `${listPath}?${new URLSearchParams({ cursor })}` }} />}
    </>
  ),
});
