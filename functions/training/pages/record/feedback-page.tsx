import { dateInWords } from "@alliance/core";
import type { PageReply } from "@alliance/http";
import {
  BarChart,
  Button,
  EmptyState,
  Field,
  Form,
  type FormState,
  InsetText,
  Link,
  StatTile,
  Tiles,
} from "@alliance/ui";
import {
  fewestAnswers,
  openQuestionIds,
  openQuestions,
  questionIds,
  questions,
} from "../../sessions/feedback-questions.ts";
import type { OwnFeedback } from "../../use-cases/give-feedback.ts";
import type { FeedbackOfSession } from "../../use-cases/read-feedback.ts";
import { deskPath } from "../console/console-form.tsx";
import { certificatePath } from "./record-paths.ts";

const quiet = { "x-robots-tag": "noindex, nofollow, noarchive", "referrer-policy": "strict-origin" };

interface Asked {
  readonly own: OwnFeedback;
  readonly action: string;
  readonly form: FormState;
  /** What the page's title begins with: each way to the form has its own. */
  readonly heading: string;
  readonly backLink: PageReply["backLink"] | undefined;
  readonly notice?: string | undefined;
}

/** After a session: the certificate, and how it was. */
export function feedbackPage({ own, action, form, heading, backLink, notice }: Asked): PageReply {
  const { certificate, given, until, isOpen } = own;
  const errors = form.errors ?? [];
  return {
    title: `${heading} ${certificate.title}, ${dateInWords(certificate.attendedOn)}`,
    section: "Training",
    headers: quiet,
    ...(backLink ? { backLink } : {}),
    notice,
    errors,
    body: (
      <>
        <span class="govuk-caption-l">
          {certificate.title}, {dateInWords(certificate.attendedOn)}
        </span>
        <h1 class="govuk-heading-l">How was it?</h1>
        <p class="govuk-body">
          Thank you for coming. <Link href={certificatePath(certificate.code)}>Your certificate</Link>
        </p>
        {isOpen ? (
          <>
            <p class="govuk-body">
              Two minutes. We show your answers to nobody with your name.
              {given !== undefined &&
                ` You have answered already; until ${dateInWords(until)} you can change what you said.`}
            </p>
            <Form action={action}>
              {questionIds.map((id) => (
                <Field
                  kind="radios"
                  name={id}
                  form={{ ...form, values: { ...given, ...form.values } }}
                  fieldset={{ legend: questions[id].legend }}
                  items={Object.entries(questions[id].answers).map(([value, content]) => ({ value, content }))}
                />
              ))}
              {openQuestionIds.map((id) => (
                <Field
                  kind="textarea"
                  name={id}
                  form={{ ...form, values: { ...given, ...form.values } }}
                  label={`${openQuestions[id]} (if you like)`}
                  hint="Please name nobody"
                  rows={3}
                />
              ))}
              <Button>{given === undefined ? "Send" : "Send the changes"}</Button>
            </Form>
          </>
        ) : (
          <InsetText>Feedback on this session was open until {dateInWords(until)}, and is over.</InsetText>
        )}
      </>
    ),
  };
}

const share = (count: number, given: number): string => `${Math.round((count / given) * 100)}% (${count})`;

/** What people said of a session, for staff. */
export function feedbackFiguresPage({ session, given, figures, words }: FeedbackOfSession): PageReply {
  const { sessionId, title } = session;
  return {
    title: `Feedback on ${title}`,
    section: "Training",
    backLink: { href: deskPath(sessionId), text: title },
    body: (
      <>
        <span class="govuk-caption-l">{title}</span>
        <h1 class="govuk-heading-l">Feedback</h1>
        {given === 0 ? (
          <EmptyState title="Nobody has answered yet">
            Everybody who was there is asked once the register is closed, and can answer for 30 days.
          </EmptyState>
        ) : (
          <Tiles>
            <StatTile label="Answers" value={given} />
          </Tiles>
        )}
        {given > 0 && figures === undefined && (
          <InsetText>
            Figures are shown from {fewestAnswers} answers on: of fewer they would tell who said what.
          </InsetText>
        )}
        {[...(figures ?? [])].map(([id, counts]) => (
          <BarChart
            id={`answers-${id}`}
            title={questions[id].legend}
            description={`How often each answer was chosen, of ${given}.`}
            labelHeading="Answer"
            valueHeading="Chosen"
            bars={[...counts].map(([answer, count]) => ({
              label: (questions[id].answers as Readonly<Record<string, string>>)[answer] ?? answer,
              value: count,
              text: share(count, given),
            }))}
          />
        ))}
        {[...words].map(
          ([id, all]) =>
            all.length > 0 && (
              <>
                <h2 class="govuk-heading-m">{openQuestions[id]}</h2>
                <ul class="govuk-list govuk-list--bullet govuk-list--spaced">
                  {all.map((each) => (
                    <li>{each}</li>
                  ))}
                </ul>
              </>
            ),
        )}
      </>
    ),
  };
}
