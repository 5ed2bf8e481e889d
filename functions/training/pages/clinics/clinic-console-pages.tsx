import { whenInWords } from "@alliance/core";
import type { PageReply } from "@alliance/http";
import { Button, ButtonGroup, EmptyState, Form, Lines, Link, Pagination, SummaryList, Table, Tag } from "@alliance/ui";
import type { DeskList } from "../../keys/appointment.ts";
import type { Clinic } from "../../schema/clinic.ts";
import type { ListedClinic } from "../../use-cases/list-clinics.ts";
import type { AppointmentPage } from "../../use-cases/read-appointment.ts";
import { deskOfStaff } from "./answer-desks.ts";
import { AskedOfExperts, nameOfList } from "./asked-of-experts.tsx";
import { clinicDeskPath, deskListAt, deskListPath } from "./clinic-console-paths.ts";
import { weekdays } from "./clinic-form.ts";
import { clinicPath } from "./clinic-paths.ts";
import { byWhomAnswered, clinicTags, placeInWords, whoMayAsk } from "./clinic-words.ts";

interface DeskShown {
  readonly list: DeskList;
  readonly page: AppointmentPage;
  /** An address already. */
  readonly next: string | undefined;
  readonly nextClinics: string | undefined;
  readonly clinics: readonly ListedClinic[];
  readonly mayManage: boolean;
}

const Lists = ({ list }: { readonly list: DeskList }) => (
  <p class="govuk-body">
    {Object.entries(nameOfList).map(([id, name], at) => (
      <>
        {at > 0 && " · "}
        {id === list ? <strong>{name}</strong> : <Link href={deskListAt(id)}>{name}</Link>}
      </>
    ))}
  </p>
);

export const allClinicsId = "all-clinics";

/** What waits for staff, and every clinic there is. */
export const clinicsDeskPage = (shown: DeskShown): PageReply => ({
  title: "Clinics and requests",
  section: "Training",
  layout: "wide",
  backLink: { href: "/console/training", text: "Sessions" },
  body: (
    <>
      <h1 class="govuk-heading-l">Clinics and requests</h1>
      <Lists list={shown.list} />
      <AskedOfExperts list={shown.list} items={shown.page.items} desk={deskOfStaff} />
      {shown.next && <Pagination landmarkLabel={nameOfList[shown.list]} next={{ href: shown.next }} />}
      <h2 class="govuk-heading-m" id={allClinicsId}>
        All clinics
      </h2>
      {shown.mayManage && <Button href={`${deskListPath}/new`}>Set up a clinic</Button>}
      {shown.clinics.length === 0 ? (
        <EmptyState title="No clinic yet">Set one up: members see it once you open it.</EmptyState>
      ) : (
        <Table
          stacks
          caption="All clinics, the latest first"
          captionClasses="govuk-visually-hidden"
          firstCellIsHeader
          head={[{ content: "Clinic" }, { content: "Expert" }, { content: "Status" }]}
          rows={shown.clinics.map(({ clinic, expertName }) => [
            { content: <Link href={clinicDeskPath(clinic.clinicId)}>{clinic.title}</Link> },
            { content: expertName },
            { content: <Tag classes={clinicTags[clinic.status].classes}>{clinicTags[clinic.status].text}</Tag> },
          ])}
        />
      )}
      {shown.nextClinics && (
        <Pagination landmarkLabel="All clinics" next={{ href: shown.nextClinics, labelText: "Older clinics" }} />
      )}
    </>
  ),
});

const hoursInWords = ({ weekly, days }: Clinic): readonly string[] => [
  ...weekly.map(({ weekday, from, to }) => `${weekdays[weekday - 1]}s, ${from} to ${to}`),
  ...days.map(({ date, from, to }) => whenInWords({ startsAtLocal: `${date}T${from}`, endsAtLocal: `${date}T${to}` })),
];

interface ClinicShown {
  readonly clinic: Clinic;
  readonly expertName: string;
  readonly free: number;
  readonly mayManage: boolean;
  readonly notice?: string | undefined;
}

export function clinicDeskPage({ clinic, expertName, free, mayManage, notice }: ClinicShown): PageReply {
  const { clinicId, status } = clinic;
  const path = clinicDeskPath(clinicId);
  const tag = clinicTags[status];
  const hours = hoursInWords(clinic);
  return {
    title: `Clinic: ${clinic.title}`,
    section: "Training",
    backLink: { href: deskListPath, text: "Clinics" },
    ...(notice ? { notice } : {}),
    body: (
      <>
        <span class="govuk-caption-l">Clinic with {expertName}</span>
        <h1 class="govuk-heading-l">
          {clinic.title} <Tag classes={tag.classes}>{tag.text}</Tag>
        </h1>
        <SummaryList
          rows={[
            { key: "When", value: hours.length === 0 ? "No times yet" : <Lines of={hours} /> },
            { key: "School holidays", value: clinic.inSchoolHolidays ? "Takes place then too" : "Not then" },
            { key: "Each time", value: `${clinic.slotMinutes} minutes, ${clinic.bufferMinutes} between` },
            {
              key: "How soon",
              value: `From ${clinic.noticeHours} hours to ${clinic.daysAhead} days ahead`,
            },
            { key: "Where", value: placeInWords(clinic) },
            { key: "Link to join", value: clinic.online?.link ?? "None yet" },
            { key: "Who may ask", value: whoMayAsk(clinic) },
            { key: "Answers", value: byWhomAnswered(clinic) },
            { key: "How many", value: clinic.mostPeople === 1 ? "One to one" : `Up to ${clinic.mostPeople} together` },
            { key: "Free times now", value: String(free) },
          ]}
        />
        {mayManage && (
          <ButtonGroup>
            {status !== "open" && (
              <Form action={`${path}/open`}>
                <Button>Take requests</Button>
              </Form>
            )}
            <Button href={`${path}/edit`} classes="govuk-button--secondary">
              Change it
            </Button>
            {status === "open" && (
              <Form action={`${path}/pause`}>
                <Button classes="govuk-button--secondary">Take no requests for now</Button>
              </Form>
            )}
          </ButtonGroup>
        )}
        <p class="govuk-body">
          <Link href={clinicPath(clinicId)}>See it as members do</Link>
        </p>
      </>
    ),
  };
}
