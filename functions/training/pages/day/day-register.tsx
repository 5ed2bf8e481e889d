import { whenInWords } from "@alliance/core";
import type { PageReply } from "@alliance/http";
import { Button, EmptyState, Form, InsetText, Link, Pagination } from "@alliance/ui";
import { marks } from "../../schema/attendance.ts";
import type { RegisterOfSession, RegisterRow } from "../../use-cases/read-register.ts";
import { poolNames } from "../booking/booking-words.ts";
import { timeInWords } from "../session-words.ts";
import { marksApiPath, registerPath, registersPath } from "./day-paths.ts";
import { markNames, nameOrToFollow, stateInWords } from "./day-words.ts";

const perPage = 100;

/** Which page of the register somebody is on. */
export const pageOf = ({ rows }: Pick<RegisterOfSession, "rows">, placeId: string): number =>
  Math.floor(rows.findIndex((row) => row.placeId === placeId) / perPage) + 1;

export interface RegisterView {
  /** Part of a name or of a school's. */
  readonly q?: string | undefined;
  readonly page: number;
  readonly notice?: string | undefined;
}

const Key = ({ row, mark }: { readonly row: RegisterRow; readonly mark: (typeof marks)[number] }) => (
  <button
    class="app-register__key"
    type="submit"
    name="tap"
    value={`${row.placeId} ${mark}`}
    data-mark={mark}
    aria-pressed={row.mark === mark ? "true" : "false"}
  >
    {markNames[mark]} <span class="govuk-visually-hidden">{nameOrToFollow(row)}</span>
  </button>
);

interface RowProps {
  readonly row: RegisterRow;
  readonly register: RegisterOfSession;
}

const Row = ({ row, register: { session, isOpen, closedAt } }: RowProps) => (
  <li class="app-register__row" id={row.placeId} data-place={row.placeId}>
    <p class="app-register__name">{nameOrToFollow(row)}</p>
    <p class="app-register__detail">
      {row.organisationName}
      {session.pools.length > 1 && ` · ${poolNames[row.poolId]}`}
      {isOpen && (
        <>
          {" · "}
          <Link href={`${registerPath(session.sessionId)}/names/${row.placeId}`}>
            {row.name === undefined ? "Say who it is" : "Somebody else came"}{" "}
            <span class="govuk-visually-hidden">for {nameOrToFollow(row)}</span>
          </Link>
        </>
      )}
    </p>
    {isOpen && (
      <>
        <div class="app-register__keys">
          {marks.map((mark) => (
            <Key row={row} mark={mark} />
          ))}
        </div>
        <p class="app-register__detail" data-state>
          {stateInWords(row, closedAt !== undefined)}
        </p>
      </>
    )}
  </li>
);

const countNames = { present: "Present", late: "Late", absent: "Absent", unmarked: "Not marked" } as const;

const Counts = ({ counts }: Pick<RegisterOfSession, "counts">) => (
  <p class="govuk-body">
    {(["present", "late", "absent", "unmarked"] as const).map((name, at) => (
      <>
        {at > 0 && " · "}
        {countNames[name]} <strong data-count={name}>{counts[name]}</strong>
      </>
    ))}
  </p>
);

/** Sent in the form's body: a name does not stand in an address. */
const Find = ({ path, q }: { readonly path: string; readonly q: string | undefined }) => (
  <Form action={`${path}/find`}>
    <div class="govuk-form-group">
      <label class="govuk-label" for="q">
        Find a name or a school
      </label>
      <input class="govuk-input govuk-input--width-20" id="q" name="q" type="search" value={q} autocomplete="off" />
    </div>
    <Button classes="govuk-button--secondary">Find</Button>
  </Form>
);

const found = (rows: readonly RegisterRow[], q: string | undefined): readonly RegisterRow[] => {
  const wanted = q?.trim().toLowerCase();
  if (!wanted) return rows;
  return rows.filter((row) => `${row.name ?? ""}\n${row.organisationName}`.toLowerCase().includes(wanted));
};

const Ways = ({ session, isOpen }: RegisterOfSession) => {
  const path = registerPath(session.sessionId);
  return (
    <ul class="govuk-list">
      {isOpen && (
        <li>
          <Link href={`${path}/walk-in`}>Somebody came without a booking</Link>
        </li>
      )}
      <li>
        <Link href={`${path}/run-sheet`}>Run sheet to print</Link>
      </li>
      <li>
        <Link href={`${path}/roster.csv`}>Who comes, as a file</Link>
      </li>
    </ul>
  );
};

const Rows = ({ register, view }: { readonly register: RegisterOfSession; readonly view: RegisterView }) => {
  const { session, rows } = register;
  const path = registerPath(session.sessionId);
  const all = found(rows, view.q);
  const shown = all.slice((view.page - 1) * perPage, view.page * perPage);
  const pageHref = (page: number): string => `${path}?page=${page}`;
  if (rows.length === 0) {
    return (
      <EmptyState title="Nobody is booked yet">
        Whoever books appears here. People who come on the day can be added.
      </EmptyState>
    );
  }
  if (shown.length === 0)
    return <EmptyState title="Nobody of that name" action={{ href: path, text: "Show everybody" }} />;
  return (
    <>
      <Form action={path} hidden={view.q ? {} : { page: view.page }}>
        <ul class="app-register">
          {shown.map((row) => (
            <Row row={row} register={register} />
          ))}
        </ul>
      </Form>
      <Pagination
        {...(view.page > 1 ? { previous: { href: pageHref(view.page - 1) } } : {})}
        {...(!view.q && all.length > view.page * perPage ? { next: { href: pageHref(view.page + 1) } } : {})}
      />
    </>
  );
};

/** Who comes, with a key for each answer: one tap a person, on a phone, with or without a connection. */
export function registerPage(register: RegisterOfSession, view: RegisterView): PageReply {
  const { session, rows, isOpen, closedAt } = register;
  const { sessionId, title, startsAtLocal } = session;
  return {
    title: `Register of ${title}, ${timeInWords(startsAtLocal)}`,
    section: "Training",
    backLink: { href: registersPath, text: "Sessions you run" },
    notice: view.notice,
    body: (
      <div data-register={isOpen ? marksApiPath(sessionId) : undefined}>
        <span class="govuk-caption-l">Register</span>
        <h1 class="govuk-heading-l">{title}</h1>
        <p class="govuk-body">{whenInWords(session)}</p>
        {session.status === "cancelled" && <InsetText>This session was cancelled: there is nobody to mark.</InsetText>}
        {!isOpen && session.status !== "cancelled" && (
          <InsetText>The register opens on the morning of its day. Until then you see who comes.</InsetText>
        )}
        {closedAt !== undefined && (
          <InsetText>
            The register is closed, and everybody who was there has it in their record. Whatever you change now corrects
            it.
          </InsetText>
        )}
        {isOpen && <Counts {...register} />}
        <Ways {...register} />
        {rows.length > 12 && <Find path={registerPath(sessionId)} q={view.q} />}
        <Rows register={register} view={view} />
        {isOpen && register.hasBegun && closedAt === undefined && (
          <Button href={`${registerPath(sessionId)}/close`}>Close the register</Button>
        )}
        <p class="app-register__status" role="status" data-status />
      </div>
    ),
  };
}
