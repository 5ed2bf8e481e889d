import type { LondonDate } from "@alliance/core";
import { formatDate } from "@alliance/ui/format";
import type { Child } from "hono/jsx";
import { Layout } from "./layout.tsx";
import type { Email } from "./mail-sender.ts";
import { Action, Facts, Heading, Paragraph } from "./parts.tsx";
import { renderEmail, subjectLine } from "./render-email.ts";

export interface TermLetter {
  readonly recipientName: string;
  readonly organisationName: string;
  readonly membershipTypeName: string;
  readonly endsOn: LondonDate;
  /** The end itself where there is no grace. */
  readonly graceUntil: LondonDate;
  readonly isBeingRenewed: boolean;
  readonly renewUrl: string;
}

interface Words {
  readonly subject: string;
  readonly preview: string;
  readonly heading: string;
  readonly paragraphs: readonly Child[];
  readonly action: string;
}

const hasGrace = ({ endsOn, graceUntil }: TermLetter): boolean => graceUntil > endsOn;

const afterTheEnd = (data: TermLetter): string =>
  hasGrace(data)
    ? `After that day your colleagues can go on using it until ${formatDate(data.graceUntil)}, so that there is time to renew.`
    : "After that day your colleagues pay the full price, and what was included is not any more.";

/** The same letter in three tones: to plan, to do, and not to forget. */
function wordsOfReminder(data: TermLetter & { readonly step: 90 | 30 | 7 }): Words {
  const { organisationName, endsOn, step } = data;
  const end = formatDate(endsOn);
  const orders = "You can pay by card, or by invoice with a purchase order.";
  if (step === 90) {
    return {
      subject: `${organisationName}: membership ends on ${end}`,
      preview: "Time to plan the renewal and ask for a purchase order.",
      heading: `Your membership runs until ${end}`,
      paragraphs: [
        `You can renew from today. The next year begins when this one ends, so renewing early costs you no days.`,
        `If your school needs a purchase order, now is a good time to ask for it. ${orders}`,
      ],
      action: "See the price and renew",
    };
  }
  if (step === 30) {
    return {
      subject: `Please renew the membership of ${organisationName} by ${end}`,
      preview: `It has not been renewed yet. ${orders}`,
      heading: `Please renew by ${end}`,
      paragraphs: [`Nobody has renewed yet. It takes about three minutes. ${orders}`, afterTheEnd(data)],
      action: "Renew now",
    };
  }
  return {
    subject: `Last reminder: membership of ${organisationName} ends on ${end}`,
    preview: "This is the last letter before the membership ends.",
    heading: `Membership ends on ${end}`,
    paragraphs: [
      "This is our last reminder before the end; where the holidays come first, we write before them.",
      `${afterTheEnd(data)} ${orders}`,
    ],
    action: "Renew now",
  };
}

const waiting =
  "A renewal is under way and waits for its payment or purchase order. Once that is there, nothing else is needed.";

function wordsOfGrace(data: TermLetter): Words {
  const last = formatDate(data.graceUntil);
  return {
    subject: `Membership of ${data.organisationName} has ended: renew by ${last}`,
    preview: `You can still use everything until ${last}.`,
    heading: `You have until ${last} to renew`,
    paragraphs: [
      `The membership ended on ${formatDate(data.endsOn)}. Until ${last} your colleagues can use everything as before.`,
      data.isBeingRenewed ? waiting : "If you renew by then, the next year joins on without a gap.",
    ],
    action: data.isBeingRenewed ? "See the renewal" : "Renew now",
  };
}

function wordsOfLapse(data: TermLetter): Words {
  return {
    subject: `${data.organisationName} is no longer a member`,
    preview: "Nothing is lost: you can come back on any day.",
    heading: "Your membership has ended",
    paragraphs: [
      `It ended on ${formatDate(data.endsOn)}${hasGrace(data) ? ", and the time to renew it has passed" : ""}. Your colleagues now pay the full price, and bookings that depend on membership may cost more.`,
      data.isBeingRenewed
        ? waiting
        : "Nothing is lost: your invoices, people and bookings stay where they are. If you come back, membership begins on the day you pay.",
    ],
    action: data.isBeingRenewed ? "See the renewal" : "Come back",
  };
}

function letter(data: TermLetter, words: Words): Email {
  const subject = subjectLine(words.subject);
  return {
    subject,
    ...renderEmail(
      <Layout
        subject={subject}
        preview={words.preview}
        reason={`We sent you this because you look after the membership or the invoices of ${data.organisationName}.`}
      >
        <Heading>{words.heading}</Heading>
        <Paragraph>Hello {data.recipientName},</Paragraph>
        {words.paragraphs.map((text) => (
          <Paragraph>{text}</Paragraph>
        ))}
        <Facts
          facts={[
            ["For", data.organisationName],
            ["Membership", data.membershipTypeName],
            ["Ends", formatDate(data.endsOn)],
            ["Time to renew", hasGrace(data) ? `until ${formatDate(data.graceUntil)}` : undefined],
          ]}
        />
        <Action href={data.renewUrl}>{words.action}</Action>
      </Layout>,
    ),
  };
}

export const renewalReminder = (data: TermLetter & { readonly step: 90 | 30 | 7 }): Email =>
  letter(data, wordsOfReminder(data));
export const membershipInGraceLetter = (data: TermLetter): Email => letter(data, wordsOfGrace(data));
export const membershipLapsedLetter = (data: TermLetter): Email => letter(data, wordsOfLapse(data));
