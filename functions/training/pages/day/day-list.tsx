import { whenInWords } from "@alliance/core";
import type { PageReply } from "@alliance/http";
import {
  Button,
  EmptyState,
  Field,
  Form,
  type FormState,
  Link,
  Pagination,
  SummaryList,
  Table,
  Tag,
} from "@alliance/ui";
import type { Session } from "../../schema/session.ts";
import type { OwnRegister } from "../../use-cases/list-registers.ts";
import type { NamedTrainer } from "../../use-cases/name-trainer.ts";
import { deskPath } from "../console/console-form.tsx";
import { statusTags, whereInWords } from "../session-words.ts";
import { registerPath, trainersPath } from "./day-paths.ts";

const standingOf = ({ session, isClosed }: OwnRegister) =>
  isClosed ? { text: "Register closed", classes: "govuk-tag--blue" } : statusTags[session.status];

/** What somebody runs, for whoever was named as a trainer; `next` is an address already. */
export const registersPage = (registers: readonly OwnRegister[], next: string | undefined): PageReply => ({
  title: "Sessions you run",
  section: "Bookings",
  backLink: { href: "/portal/training", text: "Training bookings" },
  body: (
    <>
      <h1 class="govuk-heading-l">Sessions you run</h1>
      {registers.length === 0 ? (
        <EmptyState title="None yet">
          When the alliance names you as the trainer of a session, its register is here, to be marked on your phone.
        </EmptyState>
      ) : (
        <Table
          stacks
          firstCellIsHeader
          head={[{ content: "Session" }, { content: "When" }, { content: "Where" }, { content: "Standing" }]}
          rows={registers.map((each) => {
            const { sessionId, title } = each.session;
            const { text, classes } = standingOf(each);
            return [
              { content: <Link href={registerPath(sessionId)}>{title}</Link> },
              { content: whenInWords(each.session) },
              { content: whereInWords(each.session) },
              { content: <Tag classes={classes}>{text}</Tag> },
            ];
          })}
        />
      )}
      {next && <Pagination next={{ href: next, labelText: "Sessions you were named for before" }} />}
    </>
  ),
});

/** Who runs a session, for staff to say. */
export function trainersPage(
  session: Session,
  trainers: readonly NamedTrainer[],
  form: FormState & { notice?: string | undefined },
): PageReply {
  const { sessionId, title } = session;
  const path = trainersPath(sessionId);
  const errors = form.errors ?? [];
  return {
    title: `Who runs ${title}`,
    section: "Training",
    backLink: { href: deskPath(sessionId), text: title },
    notice: form.notice,
    errors,
    body: (
      <>
        <span class="govuk-caption-l">{title}</span>
        <h1 class="govuk-heading-l">Who runs it?</h1>
        <p class="govuk-body">
          Trainers see who comes and mark the register on their phone. All staff can do both anyway.{" "}
          <Link href={registerPath(sessionId)}>Open the register</Link>
        </p>
        {trainers.length === 0 ? (
          <p class="govuk-body">Nobody is named yet.</p>
        ) : (
          <SummaryList rows={trainers.map(({ name, email }) => ({ key: name, value: email }))} />
        )}
        {trainers.map(({ personId, name }) => (
          <Form action={`${path}/remove`} hidden={{ personId }}>
            <Button classes="govuk-button--secondary">Remove {name}</Button>
          </Form>
        ))}
        <Form action={path}>
          <Field
            kind="input"
            name="email"
            form={form}
            label="Email address of a trainer"
            hint="Of an account: ask them to sign in once before"
            type="email"
            autocomplete="off"
            spellcheck={false}
          />
          <Button>Name them</Button>
        </Form>
      </>
    ),
  };
}
