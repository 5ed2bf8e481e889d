import { whenInWords } from "@alliance/core";
import type { PageReply } from "@alliance/http";
import { Button, Field, Form, type FormState, Link, LondonDate, SummaryList, Table, Tag } from "@alliance/ui";
import type { Session } from "../../schema/session.ts";
import { kindNames, subjectNames } from "../../schema/topics.ts";
import type { SessionDesk } from "../../use-cases/read-desk.ts";
import { Price } from "../catalogue/price-parts.tsx";
import { registerPath, trainersPath } from "../day/day-paths.ts";
import { feedbackFiguresPath, noShowsPath } from "../record/record-paths.ts";
import { ladderInWords, statusTags, timeInWords, whereInWords } from "../session-words.ts";
import { Decisions } from "./console-decisions.tsx";
import { deskPath, listPath } from "./console-form.tsx";

const StatusTag = ({ status }: Pick<Session, "status">) => (
  <Tag classes={statusTags[status].classes}>{statusTags[status].text}</Tag>
);

const Facts = ({ session, taken }: Pick<SessionDesk, "session" | "taken">) => (
  <SummaryList
    rows={[
      { key: "Status", value: <StatusTag status={session.status} /> },
      session.publishAt !== undefined && {
        key: "Publishes itself",
        value: <LondonDate value={session.publishAt} withTime />,
      },
      { key: "When", value: whenInWords(session) },
      { key: "Booking closes", value: timeInWords(session.bookingClosesAtLocal) },
      { key: "Where", value: [whereInWords(session), session.venue?.name].filter(Boolean).join(", ") },
      { key: "How to get in", value: session.venue?.instructions ?? "Nothing yet" },
      { key: "Link to join", value: session.online?.link ?? "None yet" },
      {
        key: "Places",
        value: session.pools
          .map(({ poolId, capacity }) => {
            const where = poolId === "room" ? "in the room" : "online";
            return `${taken.get(poolId) ?? 0} of ${capacity} taken ${where}`;
          })
          .join(", "),
      },
      { key: "Price", value: <Price netPence={session.price.listNetPence} vat={session.vat} /> },
      session.price.memberNetPence !== undefined && {
        key: "For members",
        value: <Price netPence={session.price.memberNetPence} vat={session.vat} />,
      },
      session.noShowFeePence !== undefined && {
        key: "If nobody comes",
        value: <Price netPence={session.noShowFeePence} vat={session.vat} />,
      },
      { key: "If somebody cancels", value: ladderInWords(session).join(". ") },
      { key: "About", value: session.subjects.map((subject) => subjectNames[subject]).join(", ") },
    ]}
  />
);

const Publish = ({ session, form }: { readonly session: Session; readonly form: FormState }) => (
  <>
    <h2 class="govuk-heading-m">Publish it</h2>
    <Form action={`${deskPath(session.sessionId)}/publish`}>
      <Field
        kind="radios"
        name="when"
        form={form}
        fieldset={{ legend: "When?" }}
        items={[
          { value: "now", content: "Now" },
          {
            value: "later",
            content: "By itself, later",
            conditional: (
              <>
                <Field kind="date" name="publishAt" form={form} fieldset={{ legend: "On which day?" }} />
                <Field
                  kind="input"
                  name="publishTime"
                  form={form}
                  label="At what time?"
                  hint="For example, 08:00"
                  classes="govuk-input--width-5"
                />
              </>
            ),
          },
        ]}
      />
      <Button>Publish</Button>
    </Form>
    {session.status === "scheduled" && (
      <Form action={`${deskPath(session.sessionId)}/withdraw`}>
        <Button classes="govuk-button--secondary">Do not publish it by itself</Button>
      </Form>
    )}
  </>
);

const Repeat = ({ session, form }: { readonly session: Session; readonly form: FormState }) => (
  <>
    <h2 class="govuk-heading-m">Copy it to other days</h2>
    <Form action={`${deskPath(session.sessionId)}/repeat`}>
      <Field
        kind="textarea"
        name="days"
        form={form}
        label="Days"
        hint="One a line, such as 3/2/2027; at the same time of day, as drafts"
        rows={4}
      />
      {session.seriesId === undefined && (
        <Field
          kind="checkboxes"
          name="asSeries"
          form={form}
          classes="govuk-checkboxes--small"
          items={[{ value: "yes", content: "They and this session are one series" }]}
        />
      )}
      <Button classes="govuk-button--secondary">Copy</Button>
    </Form>
  </>
);

const Series = ({ series, session }: Pick<SessionDesk, "series" | "session">) =>
  series && (
    <Table
      stacks
      caption="Dates of this series"
      captionClasses="govuk-table__caption--m"
      head={[{ content: "Date" }, { content: "Status" }]}
      rows={series.dates.map((date) => [
        {
          content:
            date.sessionId === session.sessionId ? (
              <>{whenInWords(date)} (this one)</>
            ) : (
              <Link href={deskPath(date.sessionId)}>{whenInWords(date)}</Link>
            ),
        },
        { content: <StatusTag status={date.status} /> },
      ])}
    />
  );

export interface DeskOptions {
  readonly mayManage: boolean;
  readonly notice?: string | undefined;
  readonly publish?: FormState;
  readonly repeat?: FormState;
}

/** One session for staff: what it says, and what can be done with it now. */
export function deskPage(desk: SessionDesk, { mayManage, notice, publish, repeat }: DeskOptions): PageReply {
  const { session } = desk;
  const errors = [...(publish?.errors ?? []), ...(repeat?.errors ?? [])];
  const isOpen = session.status === "draft" || session.status === "scheduled";
  return {
    title: `${session.title}, ${timeInWords(session.startsAtLocal)}, for staff`,
    section: "Training",
    backLink: { href: listPath, text: "Sessions" },
    notice,
    errors,
    body: (
      <>
        <span class="govuk-caption-l">{kindNames[session.kind]}</span>
        <h1 class="govuk-heading-l">{session.title}</h1>
        <Facts {...desk} />
        <p class="govuk-body">
          <Link href={`/training/${session.sessionId}`}>{isOpen ? "See how its page will look" : "See its page"}</Link>
          {mayManage && (
            <>
              {" · "}
              <Link href={registerPath(session.sessionId)}>Register</Link>
              {" · "}
              <Link href={trainersPath(session.sessionId)}>Who runs it</Link>
              {!isOpen && (
                <>
                  {" · "}
                  <Link href={`${deskPath(session.sessionId)}/needs`}>Access and dietary needs</Link>
                </>
              )}
              {" · "}
              <Link href={feedbackFiguresPath(session.sessionId)}>Feedback</Link>
              {session.noShowFeePence !== undefined && (
                <>
                  {" · "}
                  <Link href={noShowsPath(session.sessionId)}>Places nobody came to</Link>
                </>
              )}
            </>
          )}
          {mayManage && session.status !== "cancelled" && session.status !== "completed" && (
            <>
              {" · "}
              <Link href={`${deskPath(session.sessionId)}/edit`}>Change it</Link>
            </>
          )}
          {mayManage && session.status === "published" && (
            <>
              {" · "}
              <Link href={`${deskPath(session.sessionId)}/message`}>Write to its delegates</Link>
              {" · "}
              <Link href={`${deskPath(session.sessionId)}/move`}>Move it to another time or place</Link>
              {" · "}
              <Link href={`${deskPath(session.sessionId)}/cancel`}>Cancel it</Link>
            </>
          )}
        </p>
        <Decisions {...desk} />
        <Series {...desk} />
        {mayManage && isOpen && <Publish session={session} form={publish ?? { values: { when: "now" } }} />}
        {mayManage && <Repeat session={session} form={repeat ?? {}} />}
      </>
    ),
  };
}
