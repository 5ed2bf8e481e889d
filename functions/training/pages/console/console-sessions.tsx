import { whenInWords } from "@alliance/core";
import type { PageReply } from "@alliance/http";
import { Button, EmptyState, Link, LondonDate, Pagination, ScrollableTable, Tag } from "@alliance/ui";
import type { RegistersToClose } from "../../use-cases/list-open-registers.ts";
import type { SessionPage } from "../../use-cases/list-sessions.ts";
import { registerPath } from "../day/day-paths.ts";
import { statusTags, whereInWords } from "../session-words.ts";
import { deskPath, listPath } from "./console-form.tsx";
import { takingsPath } from "./console-takings.tsx";

const ToClose = ({ open, more, mayManage }: RegistersToClose & { readonly mayManage: boolean }) => (
  <section aria-labelledby="registers-to-close">
    <h2 class="govuk-heading-m" id="registers-to-close">
      Registers to close
    </h2>
    <p class="govuk-body">These sessions are over. Nobody who came has a certificate until the register is closed.</p>
    <ul class="govuk-list govuk-list--bullet">
      {open.map(({ session, remindedAt }) => (
        <li>
          {mayManage ? (
            <Link href={registerPath(session.sessionId)}>Register of {session.title}</Link>
          ) : (
            <Link href={deskPath(session.sessionId)}>{session.title}</Link>
          )}
          {`, ${whenInWords(session)}. `}
          {remindedAt === undefined ? (
            "No reminder sent yet"
          ) : (
            <>
              Reminder sent on <LondonDate value={remindedAt} />
            </>
          )}
        </li>
      ))}
    </ul>
    {more && (
      <p class="govuk-body">
        More registers wait: these are the {open.length} that have waited longest. Close them, and the next ones are
        here.
      </p>
    )}
  </section>
);

/** `cursor` is sealed already; what waits stands on the first page. */
export const sessionsPage = (
  { items, cursor }: SessionPage,
  toClose: RegistersToClose | undefined,
  mayManage: boolean,
): PageReply => ({
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
      {toClose && toClose.open.length > 0 && (
        <>
          <ToClose {...toClose} mayManage={mayManage} />
          <h2 class="govuk-heading-m">All sessions</h2>
        </>
      )}
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
