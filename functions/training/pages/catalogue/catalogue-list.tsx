import { whenInWords } from "@alliance/core";
import type { PageReply } from "@alliance/http";
import { EmptyState, Link, LinkCard, Tag, Tiles } from "@alliance/ui";
import { kindNames } from "../../schema/topics.ts";
import type { PoolLeft } from "../../sessions/availability.ts";
import type { Wanted } from "../../use-cases/browse-sessions.ts";
import type { Offered } from "../../use-cases/read-offers.ts";
import { fewLeftInWords, whereInWords } from "../session-words.ts";
import { Filters, inWords } from "./catalogue-filters.tsx";
import { PriceLine } from "./price-parts.tsx";

interface Shown {
  readonly offered: Offered;
  readonly left: readonly PoolLeft[];
  readonly isSignedIn: boolean;
}

const FewLeft = ({ left }: Pick<Shown, "left">) => {
  const words = fewLeftInWords(left);
  const isFull = left.every((pool) => pool.left === 0);
  return words === undefined ? null : (
    <>
      {" "}
      <Tag classes={isFull ? "govuk-tag--red" : "govuk-tag--yellow"}>{words}</Tag>
    </>
  );
};

const Session = ({ offered: { session, offer }, left, isSignedIn }: Shown) => (
  <LinkCard title={session.title} href={`/training/${session.sessionId}`}>
    <strong>{whenInWords(session)}</strong>
    <br />
    {whereInWords(session)} ·{" "}
    <PriceLine {...{ offer, vat: session.vat, memberNetPence: session.price.memberNetPence, isSignedIn }} />
    <br />
    {session.summary}
    <br />
    <Tag>{kindNames[session.kind]}</Tag>
    {session.seriesId && (
      <>
        {" "}
        <Tag classes="govuk-tag--grey">One of a series</Tag>
      </>
    )}
    <FewLeft left={left} />
  </LinkCard>
);

const Nothing = ({ isNarrowed }: { readonly isNarrowed: boolean }) =>
  isNarrowed ? (
    <EmptyState title="Nothing fits that" action={{ href: "/training", text: "Show everything" }}>
      Try fewer words, or leave out the region: what is online is open to everybody.
    </EmptyState>
  ) : (
    <EmptyState title="Nothing is planned just now">
      New sessions are published through the year. Please look again later.
    </EmptyState>
  );

export interface Catalogue {
  readonly wanted: Wanted;
  readonly found: readonly Offered[];
  readonly left: ReadonlyMap<string, readonly PoolLeft[]>;
  readonly isSignedIn: boolean;
  readonly today: string;
}

const count = (found: readonly unknown[]): string =>
  found.length === 1 ? "One session to come" : `${found.length} sessions to come`;

export function cataloguePage({ wanted, found, left, isSignedIn, today }: Catalogue): PageReply {
  const narrowed = inWords(wanted);
  const isNarrowed = narrowed !== "" || wanted.from !== undefined;
  return {
    title: "Training",
    section: "Training",
    layout: "wide",
    description: "Live sessions, community meet-ups and conferences about partnerships between schools.",
    body: (
      <>
        <h1 class="govuk-heading-l">Training</h1>
        <p class="govuk-body">
          Live sessions are below. There are also <Link href="/training/recordings">recordings</Link> to watch in your
          own time, and <Link href="/training/clinics">clinics</Link>: time with an expert for your own question.
        </p>
        <Filters wanted={wanted} today={today} />
        {found.length === 0 ? (
          <Nothing isNarrowed={isNarrowed} />
        ) : (
          <>
            <h2 class="govuk-heading-m">
              {count(found)}
              {narrowed && `: ${narrowed}`}
            </h2>
            <Tiles asList>
              {found.map((offered) => (
                <Session {...{ offered, isSignedIn, left: left.get(offered.session.sessionId) ?? [] }} />
              ))}
            </Tiles>
          </>
        )}
        <p class="govuk-body">
          <Link href="/training/calendar.ics">Put all training into your calendar</Link>: a file that most calendars can
          also follow by its address.
        </p>
      </>
    ),
  };
}
