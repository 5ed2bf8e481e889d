import { whenInWords } from "@alliance/core";
import { formatDateTime } from "@alliance/ui/format";
import { Layout } from "./layout.tsx";
import type { Email } from "./mail-sender.ts";
import { Action, Facts, Heading, Paragraph } from "./parts.tsx";
import { renderEmail, subjectLine } from "./render-email.ts";
import { whereOf } from "./session-facts.tsx";

/** What happened to a time with an expert, as a letter says it. */
export type ClinicNews =
  | "to-answer"
  | "moved-to-answer"
  | "agreed"
  | "declined"
  | "not-answered"
  | "moved"
  | "asked-anew"
  | "cancelled-by-us"
  | "cancelled-by-member";

export interface ClinicLetter {
  readonly news: ClinicNews;
  readonly recipientName: string;
  /** Whoever asked, or the expert and whoever answers for them. */
  readonly side: "member" | "expert";
  readonly appointment: {
    readonly title: string;
    readonly format: "in-person" | "online";
    readonly venue?:
      | { readonly name: string; readonly addressLines: readonly string[]; readonly postcode: string }
      | undefined;
    readonly startsAtLocal: string;
    readonly endsAtLocal: string;
    readonly clinicId: string;
    readonly organisationName: string;
    readonly people: number;
  };
  /** Of one that moved. */
  readonly formerly?: { readonly startsAtLocal: string; readonly endsAtLocal: string } | undefined;
  readonly answerBy?: string | undefined;
  readonly url: string;
}

interface Words {
  readonly subject: string;
  readonly heading: string;
  readonly what: string;
  readonly action: string;
}

const look = "See the appointment";

const toMembers: Partial<Record<ClinicNews, Words>> = {
  agreed: {
    subject: "Agreed",
    heading: "Your time is agreed",
    what: "Open the attached invitation to put it into your calendar. How to join is on the appointment’s page.",
    action: look,
  },
  declined: {
    subject: "Not this time",
    heading: "The expert cannot take your request",
    what: "The time you asked for is free again. If there is an answer for you, it is on the page. You can ask for another time there.",
    action: look,
  },
  "not-answered": {
    subject: "We are sorry: not answered",
    heading: "Nobody answered your request in time",
    what: "We are sorry. The time you asked for is free again, and you can ask for another one.",
    action: look,
  },
  moved: {
    subject: "Moved",
    heading: "Your time is another one now",
    what: "The attached invitation moves the entry in your calendar. If the new time does not suit you, choose another one or give it up on the page.",
    action: look,
  },
  "asked-anew": {
    subject: "Asked for anew",
    heading: "You asked for another time",
    what: "The old time is free again and out of your calendar. We write to you as soon as the new one is answered.",
    action: look,
  },
  "cancelled-by-us": {
    subject: "Called off",
    heading: "We had to call your time off",
    what: "We are sorry. It is out of your calendar when you open the attachment. You can ask for another time.",
    action: look,
  },
  "cancelled-by-member": {
    subject: "Given up",
    heading: "You gave your time up",
    what: "Somebody else can have it now. It is out of your calendar when you open the attachment.",
    action: look,
  },
};

const toExperts: Partial<Record<ClinicNews, Words>> = {
  "to-answer": {
    subject: "To answer",
    heading: "Somebody asks for a time",
    what: "Nobody else can have this time until it is approved or declined. The expert and the alliance’s staff may both answer: the first answer counts.",
    action: "Answer the request",
  },
  "moved-to-answer": {
    subject: "To answer",
    heading: "Somebody asks to move their time",
    what: "Their old time is free again; if it was in your calendar, the attached file takes it out. The new one waits to be approved or declined: the first answer counts.",
    action: "Answer the request",
  },
  agreed: {
    subject: "Agreed",
    heading: "A time is agreed",
    what: "Open the attached invitation to put it into your calendar.",
    action: look,
  },
  moved: {
    subject: "Moved",
    heading: "An appointment has moved",
    what: "The attached invitation moves the entry in your calendar.",
    action: look,
  },
  "cancelled-by-us": {
    subject: "Called off",
    heading: "An appointment is called off",
    what: "Nobody comes at this time. It is out of your calendar when you open the attachment.",
    action: look,
  },
  "cancelled-by-member": {
    subject: "Given up",
    heading: "Somebody gave their time up",
    what: "Nobody comes at this time. It is out of your calendar when you open the attachment.",
    action: look,
  },
};

const wordsOf = ({ side, news }: ClinicLetter): Words => {
  const words = (side === "member" ? toMembers : toExperts)[news];
  if (words === undefined) throw new TypeError(`nobody tells the ${side} that a time is ${news}`);
  return words;
};

/** To whoever asked for a time, to the expert, or to whoever answers for them. Throws for news that is not for that side. */
export function clinicLetter(data: ClinicLetter): Email {
  const { appointment, side, formerly, answerBy } = data;
  const { subject: lead, heading, what, action } = wordsOf(data);
  const subject = subjectLine(`${lead}: ${appointment.title}`);
  const { clinicId, people, organisationName } = appointment;
  const reason =
    side === "member"
      ? "We sent you this because you asked for a time in a clinic."
      : "We sent you this because you are the expert of this clinic, or look after it.";
  return {
    subject,
    ...renderEmail(
      <Layout subject={subject} preview={what} reason={reason}>
        <Heading>{heading}</Heading>
        <Paragraph>Hello {data.recipientName},</Paragraph>
        <Paragraph>{what}</Paragraph>
        <Facts
          facts={[
            ["Clinic", appointment.title],
            ["When", whenInWords(appointment)],
            ["Before", formerly && whenInWords(formerly)],
            ["Where", whereOf({ ...appointment, sessionId: clinicId })],
            [
              "For",
              side === "expert"
                ? `${organisationName}, ${people === 1 ? "one person" : `${people} people`}`
                : undefined,
            ],
            ["Answer by", answerBy && side === "expert" ? formatDateTime(answerBy) : undefined],
          ]}
        />
        <Action href={data.url}>{action}</Action>
      </Layout>,
    ),
  };
}
