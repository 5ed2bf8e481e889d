import { whenInWords } from "@alliance/core";
import type { PageReply } from "@alliance/http";
import {
  Button,
  Details,
  EmptyState,
  Field,
  Form,
  type FormState,
  InsetText,
  Link,
  Pagination,
  SummaryList,
  Table,
  Tag,
} from "@alliance/ui";
import type { Slot } from "../../clinics/slots-of.ts";
import { isLive } from "../../schema/appointment.ts";
import type { AppointmentDetails, AppointmentPage } from "../../use-cases/read-appointment.ts";
import { askedPath } from "./answer-desks.ts";
import { appointmentPath, clinicPath, clinicsPath, ownAppointmentsPath } from "./clinic-paths.ts";
import { appointmentTags, instantInWords, placeInWords } from "./clinic-words.ts";

/** What happened, and what that means for whoever asked. */
export function standingOf({ appointment, side }: Pick<AppointmentDetails, "appointment" | "side">): string {
  const { status, answerBy, cancelledBy, attended } = appointment;
  const byThem = cancelledBy === (side === "member" ? "expert" : "member");
  switch (status) {
    case "requested":
      return `We answer by ${instantInWords(answerBy ?? "")}. Until then nobody else can have this time.`;
    case "confirmed":
      return "It is agreed. Open the invitation in our email, and it is in your calendar.";
    case "over":
      return attended === undefined
        ? "This time is over."
        : attended
          ? "You came, and it counts as your professional development."
          : "Nobody came at this time.";
    case "declined":
      return "The expert cannot take this request. The time is free again, and you can ask for another one.";
    case "not-answered":
      return "We are sorry: nobody answered in time. The time is free again, and you can ask for another one.";
    case "cancelled":
      return byThem ? "The expert had to call this off. You can ask for another time." : "You gave this time up.";
  }
}

/** How to be there: for what is agreed alone, until it is over. */
function wayIn({ appointment, clinic, now }: AppointmentDetails) {
  if (appointment.status !== "confirmed" || now >= appointment.endsAt) return [];
  const { venue, online } = clinic;
  return [
    venue?.instructions !== undefined && { key: "Getting there", value: venue.instructions },
    online?.link !== undefined && { key: "To join online", value: <Link href={online.link}>{online.link}</Link> },
    online?.instructions !== undefined && { key: "Joining online", value: online.instructions },
  ];
}

/** The appointment's facts, for both sides. */
export const AppointmentFacts = ({ details }: { readonly details: AppointmentDetails }) => {
  const { appointment, words, expertName, askedBy, side } = details;
  const { people, organisationName } = appointment;
  return (
    <SummaryList
      rows={[
        { key: "When", value: whenInWords(appointment) },
        { key: "Where", value: placeInWords(appointment) },
        ...wayIn(details),
        { key: "With", value: expertName },
        side === "expert" && { key: "Asked by", value: askedBy ?? "Somebody we no longer know" },
        { key: "For", value: `${organisationName}, ${people === 1 ? "one person" : `${people} people`}` },
        words?.about !== undefined && words.about !== "" && { key: "About", value: words.about },
        words?.colleagues !== undefined && { key: "Who comes too", value: words.colleagues },
        words?.reply !== undefined && { key: "The expert’s answer", value: words.reply },
      ]}
    />
  );
};

/** One time with an expert: what happened, how to be there, and what can still be changed. */
export function appointmentPage(details: AppointmentDetails, notice?: string): PageReply {
  const { appointment, now } = details;
  const { appointmentId, clinicId, status, startsAt, title } = appointment;
  const tag = appointmentTags[status];
  const mayChange = isLive(status) && now < startsAt;
  return {
    title: `Your time: ${title}`,
    section: "Bookings",
    backLink: { href: ownAppointmentsPath, text: "Your times with experts" },
    ...(notice ? { notice } : {}),
    body: (
      <>
        <span class="govuk-caption-l">Clinic</span>
        <h1 class="govuk-heading-l">
          {title} <Tag classes={tag.classes}>{tag.text}</Tag>
        </h1>
        <InsetText>{standingOf(details)}</InsetText>
        <AppointmentFacts details={details} />
        {mayChange ? (
          <>
            <Button href={`${appointmentPath(appointmentId)}/move`} classes="govuk-button--secondary">
              Choose another time
            </Button>
            <Details summary="Give this time up">
              <p class="govuk-body">Somebody else can have it then. Nothing is charged.</p>
              <Form action={`${appointmentPath(appointmentId)}/cancel`}>
                <Button classes="govuk-button--warning">Give this time up</Button>
              </Form>
            </Details>
          </>
        ) : (
          !isLive(status) && (
            <p class="govuk-body">
              <Link href={clinicPath(clinicId)}>Ask for a new time</Link>
            </p>
          )
        )}
      </>
    ),
  };
}

interface Moving extends AppointmentDetails {
  readonly slots: readonly Slot[];
}

/** The free times that an appointment may go to, as one choice. */
export const OtherTimes = ({ slots, form }: { readonly slots: readonly Slot[]; readonly form: FormState }) => (
  <Field
    kind="select"
    name="startsAt"
    form={form}
    label={{ content: "The new time", classes: "govuk-label--m" }}
    items={slots.slice(0, 100).map((slot) => ({ value: slot.startsAt, text: whenInWords(slot) }))}
  />
);

export function movePage(moving: Moving, form: FormState): PageReply {
  const { appointment, clinic, slots } = moving;
  const path = appointmentPath(appointment.appointmentId);
  return {
    title: `Choose another time: ${appointment.title}`,
    section: "Bookings",
    backLink: { href: path, text: "Your time" },
    ...(form.errors?.length ? { status: 409, errors: form.errors } : {}),
    body: (
      <>
        <span class="govuk-caption-l">{appointment.title}</span>
        <h1 class="govuk-heading-l">Choose another time</h1>
        <p class="govuk-body">Now: {whenInWords(appointment)}. It stays yours until you have another one.</p>
        {slots.length === 0 ? (
          <EmptyState title="Every other time is taken" action={{ href: path, text: "Keep the time you have" }} />
        ) : (
          <Form action={`${path}/move`}>
            <OtherTimes slots={slots} form={form} />
            {clinic.approval === "by-hand" && <p class="govuk-body">The expert answers this like a new request.</p>}
            <Button preventDoubleClick>Move to this time</Button>
          </Form>
        )}
      </>
    ),
  };
}

/** `next` is an address already. */
export const ownAppointmentsPage = ({ items }: AppointmentPage, next: string | undefined): PageReply => ({
  title: "Your times with experts",
  section: "Bookings",
  layout: "wide",
  backLink: { href: "/portal/training", text: "Bookings" },
  body: (
    <>
      <h1 class="govuk-heading-l">Your times with experts</h1>
      {items.length === 0 ? (
        <EmptyState title="None yet" action={{ href: clinicsPath, text: "Look at the clinics" }}>
          When you ask for a time in a clinic, it appears here at once.
        </EmptyState>
      ) : (
        <Table
          stacks
          caption="The latest first"
          firstCellIsHeader
          head={[{ content: "Clinic" }, { content: "When" }, { content: "With" }, { content: "Standing" }]}
          rows={items.map(({ appointment, expertName }) => {
            const tag = appointmentTags[appointment.status];
            return [
              { content: <Link href={appointmentPath(appointment.appointmentId)}>{appointment.title}</Link> },
              { content: whenInWords(appointment) },
              { content: expertName },
              { content: <Tag classes={tag.classes}>{tag.text}</Tag> },
            ];
          })}
        />
      )}
      {next && <Pagination next={{ href: next, labelText: "Earlier times" }} />}
      <p class="govuk-body">
        Are you the expert of a clinic? <Link href={askedPath}>See what is asked of you</Link>
      </p>
    </>
  ),
});
