import { whenInWords } from "@alliance/core";
import type { PageReply } from "@alliance/http";
import {
  Button,
  ButtonRow,
  EmptyState,
  InsetText,
  Link,
  LinkCard,
  Pagination,
  SummaryList,
  Tag,
  Tiles,
} from "@alliance/ui";
import type { Slot } from "../../clinics/slots-of.ts";
import type { Appointment } from "../../schema/appointment.ts";
import { subjectNames } from "../../schema/topics.ts";
import type { ListedClinic } from "../../use-cases/list-clinics.ts";
import type { Asker, ClinicDetails } from "../../use-cases/read-clinic.ts";
import { appointmentPath, clinicPath, clinicsPath, ownAppointmentsPath, requestPath } from "./clinic-paths.ts";
import { clockInWords, dayOfSlot, howAnswered, peopleInWords, placeInWords, whoMayAsk } from "./clinic-words.ts";

const Card = ({ listed: { clinic, expertName } }: { readonly listed: ListedClinic }) => (
  <LinkCard title={clinic.title} href={clinicPath(clinic.clinicId)}>
    <strong>With {expertName}</strong>
    <br />
    {clinic.slotMinutes} minutes · {clinic.format === "online" ? "Online" : "In person"} · {whoMayAsk(clinic)}
    <br />
    {clinic.summary}
  </LinkCard>
);

interface Listed {
  readonly clinics: readonly ListedClinic[];
  /** An address already. */
  readonly next: string | undefined;
  readonly isSignedIn: boolean;
}

export const clinicsPage = ({ clinics, next, isSignedIn }: Listed): PageReply => ({
  title: "Clinics",
  section: "Training",
  layout: "wide",
  backLink: { href: "/training", text: "All training" },
  description: "Time with an expert, for one question about your partnership.",
  body: (
    <>
      <h1 class="govuk-heading-l">Clinics</h1>
      <p class="govuk-body-l">Time with an expert, for your own question: alone or with a few colleagues.</p>
      {clinics.length === 0 ? (
        <EmptyState
          title="No clinic takes requests just now"
          action={{ href: "/training", text: "Look at the training" }}
        >
          New clinics are opened through the year. Please look again later.
        </EmptyState>
      ) : (
        <Tiles asList>
          {clinics.map((listed) => (
            <Card listed={listed} />
          ))}
        </Tiles>
      )}
      {next && <Pagination next={{ href: next, labelText: "More clinics" }} />}
      {isSignedIn && (
        <p class="govuk-body">
          <Link href={ownAppointmentsPath}>Your times with experts</Link>
        </p>
      )}
    </>
  ),
});

/** So many days with free times on one page: a phone is scrolled through them in a moment. */
const daysAPage = 8;

interface Shown extends ClinicDetails {
  /** Absent for a visitor. */
  readonly askers: readonly Asker[] | undefined;
  /** Theirs in this clinic: they ask for another one by moving it. */
  readonly own: Appointment | undefined;
  readonly page: number;
}

const Times = ({ slots, clinicId }: { readonly slots: readonly Slot[]; readonly clinicId: string }) => (
  <ButtonRow>
    {slots.map((slot) => (
      <Button href={requestPath(clinicId, slot.startsAt)} classes="govuk-button--secondary">
        {clockInWords(slot)}
        <span class="govuk-visually-hidden"> on {dayOfSlot(slot)}</span>
      </Button>
    ))}
  </ButtonRow>
);

const FreeTimes = ({ clinic: { clinicId }, slots, page }: Shown) => {
  const days = [...Map.groupBy(slots, ({ startsAtLocal }) => startsAtLocal.slice(0, 10)).values()];
  const shown = days.slice(page * daysAPage, (page + 1) * daysAPage);
  const more = days.length > (page + 1) * daysAPage;
  return (
    <>
      {shown.map((day) => (
        <>
          <h3 class="govuk-heading-s">{day[0] && dayOfSlot(day[0])}</h3>
          <Times slots={day} clinicId={clinicId} />
        </>
      ))}
      {(more || page > 0) && (
        <p class="govuk-body">
          {page > 0 && <Link href={`${clinicPath(clinicId)}?page=${page - 1}`}>Sooner</Link>}
          {page > 0 && more && " · "}
          {more && <Link href={`${clinicPath(clinicId)}?page=${page + 1}`}>Later</Link>}
        </p>
      )}
    </>
  );
};

/** Whether they may ask, and why: before anything is filled in. */
const Standing = ({ clinic, askers }: Pick<Shown, "clinic" | "askers">) => {
  if (clinic.audience === "everybody") return null;
  if (askers === undefined) {
    return <InsetText>This clinic comes with membership. Sign in to ask for a time.</InsetText>;
  }
  const yes = askers.find(({ allowed }) => allowed);
  if (yes) return <InsetText>{yes.reason}</InsetText>;
  return (
    <InsetText>
      {askers[0]?.reason} <Link href="/join">See what membership costs</Link>
    </InsetText>
  );
};

const Free = (shown: Shown) => {
  const { clinic, slots, askers, own } = shown;
  if (own) {
    return (
      <InsetText>
        You have a time in this clinic: {whenInWords(own)}.{" "}
        <Link href={appointmentPath(own.appointmentId)}>See it, move it or give it up</Link>
      </InsetText>
    );
  }
  if (clinic.status !== "open") return <InsetText>This clinic takes no requests at the moment.</InsetText>;
  if (slots.length === 0) {
    return (
      <EmptyState title="Every time is taken" action={{ href: clinicsPath, text: "Look at the other clinics" }}>
        Times come free again when somebody gives theirs up, and new ones with every day.
      </EmptyState>
    );
  }
  // Who may not ask is told so above, and led nowhere from here.
  if (askers?.every(({ allowed }) => !allowed)) return null;
  return (
    <>
      <h2 class="govuk-heading-m">Free times</h2>
      <p class="govuk-body">{howAnswered(clinic)}</p>
      <FreeTimes {...shown} />
    </>
  );
};

const paragraphs = (text: string): string[] => text.split(/\n\s*\n/).filter((paragraph) => paragraph.trim() !== "");

export function clinicPage(shown: Shown): PageReply {
  const { clinic, expertName } = shown;
  return {
    title: clinic.title,
    section: "Training",
    backLink: { href: clinicsPath, text: "Clinics" },
    description: clinic.summary,
    body: (
      <>
        <span class="govuk-caption-l">Clinic with {expertName}</span>
        <h1 class="govuk-heading-l">
          {clinic.title} {clinic.status === "draft" && <Tag classes="govuk-tag--grey">Draft</Tag>}
        </h1>
        <p class="govuk-body-l">{clinic.summary}</p>
        {paragraphs(clinic.description).map((paragraph) => (
          <p class="govuk-body">{paragraph}</p>
        ))}
        <SummaryList
          rows={[
            { key: "How long", value: `${clinic.slotMinutes} minutes` },
            { key: "Where", value: placeInWords(clinic) },
            { key: "For", value: peopleInWords(clinic) },
            { key: "Price", value: `Nothing to pay: ${whoMayAsk(clinic).toLowerCase()}` },
            { key: "About", value: clinic.subjects.map((subject) => subjectNames[subject]).join(", ") },
          ]}
        />
        <Standing {...shown} />
        <Free {...shown} />
      </>
    ),
  };
}
