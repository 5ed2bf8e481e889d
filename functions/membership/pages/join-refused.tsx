import type { PageReply } from "@alliance/http";
import { Button, formatDate, Link } from "@alliance/ui";
import type { Child } from "hono/jsx";
import type { JoinState } from "../use-cases/read-join-state.ts";
import { Paragraph } from "./school-parts.tsx";

export type Refusal = Exclude<JoinState, { readonly state: "open" } | { readonly state: "yours" }>;

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

function closed({ school, successors }: Extract<Refusal, { state: "closed" }>): PageReply {
  const when = school.closedOn ? ` closed on ${formatDate(school.closedOn)}` : " is closed";
  return refused(
    410,
    `${school.name} is closed`,
    <>
      <Paragraph>
        The national register says that {school.name}
        {when}, so nobody can join for it any more.
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

/** Why nobody can join for this school now, and what to do instead. */
export function refusalPage(refusal: Refusal): PageReply {
  if (refusal.state === "unknown") return unknown();
  if (refusal.state === "closed") return closed(refusal);
  const { name } = refusal.school;
  if (refusal.state === "proposed") {
    return refused(
      409,
      `${name} has not opened yet`,
      <Paragraph>
        The national register lists it as proposed
        {refusal.school.openedOn ? ` to open on ${formatDate(refusal.school.openedOn)}` : ""}. You can join as soon as
        the register shows it as open.
      </Paragraph>,
    );
  }
  if (refusal.state === "member") {
    return refused(
      409,
      `${name} is a member already`,
      <Paragraph>
        Its membership runs until {formatDate(refusal.until)}. You need not join again: ask at the school who leads the
        membership, and they can tell you what it offers your colleagues and you.
      </Paragraph>,
    );
  }
  return refused(
    409,
    `Somebody is joining for ${name} right now`,
    <Paragraph>
      A colleague has applied and their payment is on its way. Ask at the school who that is. If they do not finish, the
      application ends by itself and you can join then: look here again tomorrow.
    </Paragraph>,
  );
}
