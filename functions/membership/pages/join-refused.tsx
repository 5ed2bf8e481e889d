import type { PageReply } from "@alliance/http";
import { Button, Form, formatDate, Link } from "@alliance/ui";
import type { Child } from "hono/jsx";
import type { Candidate } from "../joining/candidate.ts";
import type { JoinState } from "../joining/standing.ts";
import { nounOf } from "./join-parts.tsx";
import { Paragraph } from "./school-parts.tsx";
import { benefitWords } from "./type-words.ts";

export type Refusal = Exclude<JoinState, { readonly state: "open" } | { readonly state: "yours" }>;
type Of<State extends Refusal["state"]> = Extract<Refusal, { readonly state: State }>;

const refused = (status: NonNullable<PageReply["status"]>, title: string, body: Child): PageReply => ({
  title,
  status,
  section: "Join",
  backLink: { href: "/join", text: "Search again" },
  body: (
    <>
      <h1 class="govuk-heading-l">{title}</h1>
      {body}
      <Button href="/join" classes="govuk-button--secondary">
        Search for another school
      </Button>
    </>
  ),
});

const unknown = (): PageReply =>
  refused(
    404,
    "We cannot find that school",
    <Paragraph>The register has no school with this number (URN). Check it, or search by name or postcode.</Paragraph>,
  );

function closed({ candidate, successors }: Of<"closed">): PageReply {
  const on = candidate.school?.closedOn;
  return refused(
    410,
    `${candidate.name} is closed`,
    <>
      <Paragraph>
        The national register says that {candidate.name}
        {on ? ` closed on ${formatDate(on)}` : " is closed"}, so nobody can join for it any more.
      </Paragraph>
      {successors.length > 0 && (
        <Paragraph>
          {successors.length === 1 ? "Its successor is " : "Its successors are "}
          {successors.map(({ linkUrn, linkName }, index) => (
            <>
              {index > 0 && " and "}
              <Link href={`/join/${linkUrn}`}>{linkName ?? `the school with URN ${linkUrn}`}</Link>
            </>
          ))}
          . If you work there, join for it.
        </Paragraph>
      )}
    </>,
  );
}

function proposed({ candidate: { name, school } }: Of<"proposed">): PageReply {
  return refused(
    409,
    `${name} has not opened yet`,
    <Paragraph>
      The national register lists it as proposed
      {school?.openedOn ? ` to open on ${formatDate(school.openedOn)}` : ""}. You can join as soon as the register shows
      it as open.
    </Paragraph>,
  );
}

/** Somebody who works there has no reason to join, and every reason to belong. */
const Belonging = ({ candidate, belongs }: { readonly candidate: Candidate; readonly belongs: boolean }) =>
  belongs ? (
    <>
      <Paragraph>You belong to it: your overview shows what you can use.</Paragraph>
      <div>
        <Button href="/portal">Open your overview</Button>
      </div>
    </>
  ) : (
    <>
      <Paragraph>
        Do you work there? Ask to belong to it, and you can use all this as soon as your request is answered.
      </Paragraph>
      <Form action={`/join/${candidate.who}/belong`}>
        <Button preventDoubleClick>I work there: ask to belong</Button>
      </Form>
    </>
  );

const member = ({ candidate, until }: Of<"member">, belongs: boolean): PageReply =>
  refused(
    409,
    `${candidate.name} is a member already`,
    <>
      <Paragraph>
        Its membership runs until {formatDate(until)}, so there is nothing to join and nothing to pay. It is for every
        colleague at the {nounOf(candidate)}.
      </Paragraph>
      <Belonging candidate={candidate} belongs={belongs} />
    </>,
  );

/** Which membership reaches the school, what that includes, and what to do instead of joining. */
function covered({ candidate, grant }: Of<"covered">, belongs: boolean): PageReply {
  const holder = grant.via?.organisationName ?? "another member";
  const what = grant.via?.scheme === "la-code" ? "local authority" : "trust";
  return refused(
    409,
    `${candidate.name} is covered already`,
    <>
      <Paragraph>
        It belongs to {holder}, and {grant.membershipTypeName} of the {what} covers its schools until{" "}
        {formatDate(grant.until)}. There is nothing to pay. Your colleagues and you can use:
      </Paragraph>
      <ul class="govuk-list govuk-list--bullet">
        {grant.benefits.map((benefit) => (
          <li>{benefitWords(benefit)}</li>
        ))}
      </ul>
      <Belonging candidate={candidate} belongs={belongs} />
      <Paragraph>
        If the school has left the {what}, it can join for itself as soon as the national register says so.
      </Paragraph>
    </>,
  );
}

const beingJoined = ({ candidate }: Of<"being-joined">): PageReply =>
  refused(
    409,
    `Somebody is joining for ${candidate.name} right now`,
    <>
      <Paragraph>
        A colleague has applied and has not paid yet, so the {nounOf(candidate)} is held for them. Ask your colleagues
        who that is: there is nothing for you to pay.
      </Paragraph>
      <Paragraph>
        If nobody finishes, the application ends by itself and you can join then: after about an hour where they chose
        to pay by card, after 60 days at most where the finance office was sent a quote. Once it is a member, this page
        lets you ask to belong to it.
      </Paragraph>
    </>,
  );

/** Why nobody can join now, and what to do instead; `belongs`: whoever reads it belongs there today. */
export function refusalPage(refusal: Refusal, belongs: boolean): PageReply {
  switch (refusal.state) {
    case "unknown":
      return unknown();
    case "closed":
      return closed(refusal);
    case "proposed":
      return proposed(refusal);
    case "member":
      return member(refusal, belongs);
    case "covered":
      return covered(refusal, belongs);
    case "being-joined":
      return beingJoined(refusal);
  }
}

/** Nothing is on sale for this kind of organisation, or nothing fits it. */
export const noTypePage = (candidate: Candidate): PageReply =>
  refused(
    409,
    `There is no membership for ${candidate.name} at the moment`,
    <Paragraph>
      No type of membership for this kind of organisation is on sale today. Look here again later, or{" "}
      <Link href="/contact">write to us</Link>: we will tell you when there is one.
    </Paragraph>,
  );
