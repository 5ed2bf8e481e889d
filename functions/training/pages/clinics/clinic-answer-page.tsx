import type { PageReply } from "@alliance/http";
import { Button, ButtonGroup, Details, Field, Form, type FormState, InsetText, Tag } from "@alliance/ui";
import type { Slot } from "../../clinics/slots-of.ts";
import { isLive } from "../../schema/appointment.ts";
import type { AppointmentDetails } from "../../use-cases/read-appointment.ts";
import { type Desk, pathAt } from "./answer-desks.ts";
import { AppointmentFacts, OtherTimes } from "./appointment-pages.tsx";
import { appointmentTags, instantInWords } from "./clinic-words.ts";

interface AnswerShown extends AppointmentDetails {
  readonly slots: readonly Slot[];
  readonly mayAnswer: boolean;
  readonly desk: Desk;
}

const Reply = ({ form, name }: { readonly form: FormState; readonly name: string }) => (
  <Field
    kind="textarea"
    name={name}
    form={form}
    label="A word to whoever asked"
    hint="If you like. They read it on their page; it is deleted a month after the time"
    rows={2}
  />
);

const Answering = ({ details, form }: { readonly details: AnswerShown; readonly form: FormState }) => {
  const { appointment, slots, desk } = details;
  const { appointmentId, status, answerBy } = appointment;
  const path = pathAt(desk, appointmentId);
  return (
    <>
      {status === "requested" && (
        <>
          <InsetText>Answer by {instantInWords(answerBy ?? "")}; after that the time is free again.</InsetText>
          <Form action={`${path}/answer`}>
            <Reply form={form} name="reply" />
            <ButtonGroup>
              <Button name="answer" value="approve">
                Approve
              </Button>
              <Button name="answer" value="decline" classes="govuk-button--secondary">
                Decline
              </Button>
            </ButtonGroup>
          </Form>
        </>
      )}
      {slots.length > 0 && (
        <Details
          summary="Move it to another time"
          open={form.errors?.some(({ field }) => field === "startsAt") ?? false}
        >
          <p class="govuk-body">They are told by email, and their calendar entry moves.</p>
          <Form action={`${path}/move`}>
            <OtherTimes slots={slots} form={form} />
            <Button classes="govuk-button--secondary">Move it</Button>
          </Form>
        </Details>
      )}
      {status === "confirmed" && (
        <Details summary="Call it off">
          <Form action={`${path}/cancel`}>
            <Reply form={form} name="why" />
            <Button classes="govuk-button--warning">Call it off</Button>
          </Form>
        </Details>
      )}
    </>
  );
};

const Marking = ({ appointment: { appointmentId, attended }, desk }: Pick<AnswerShown, "appointment" | "desk">) => {
  const action = `${pathAt(desk, appointmentId)}/mark`;
  if (attended) {
    return (
      <Details summary="Nobody came after all">
        <p class="govuk-body">The hours go from their record, and their certificate is not valid any more.</p>
        <Form action={action}>
          <Button name="attended" value="no" classes="govuk-button--warning">
            Take it back
          </Button>
        </Form>
      </Details>
    );
  }
  if (attended === false) {
    return (
      <Form action={action}>
        <Button name="attended" value="yes" classes="govuk-button--secondary">
          They came after all
        </Button>
      </Form>
    );
  }
  return (
    <>
      <h2 class="govuk-heading-m">Did they come?</h2>
      <Form action={action}>
        <ButtonGroup>
          <Button name="attended" value="yes">
            They came
          </Button>
          <Button name="attended" value="no" classes="govuk-button--secondary">
            Nobody came
          </Button>
        </ButtonGroup>
      </Form>
    </>
  );
};

/** A request or an appointment, and what the expert's side can do with it. */
export function answerPage(details: AnswerShown, form: FormState, notice?: string): PageReply {
  const { appointment, now, mayAnswer, desk } = details;
  const { status, startsAt, attended, title } = appointment;
  const tag = appointmentTags[status];
  const mayChange = isLive(status) && now < startsAt && mayAnswer;
  const isToMark = mayAnswer && (status === "confirmed" || status === "over") && now >= startsAt;
  return {
    title: `${desk.title}: ${title}`,
    section: desk.section,
    backLink: desk.list,
    ...(notice ? { notice } : {}),
    ...(form.errors?.length ? { status: 409, errors: form.errors } : {}),
    body: (
      <>
        <span class="govuk-caption-l">{appointment.organisationName}</span>
        <h1 class="govuk-heading-l">
          {title} <Tag classes={tag.classes}>{tag.text}</Tag>
        </h1>
        <AppointmentFacts details={details} />
        {attended !== undefined && <p class="govuk-body">{attended ? "They came." : "Nobody came."}</p>}
        {mayChange && <Answering details={details} form={form} />}
        {isToMark && <Marking appointment={appointment} desk={desk} />}
      </>
    ),
  };
}
