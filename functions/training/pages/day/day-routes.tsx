import { errorsOf, type FieldError, londonDateTimeOf, Problem } from "@alliance/core";
import { csvReply, onceField, openCursor, parseForm, redirect, routesFor, sealCursor } from "@alliance/http";
import type { Ctx } from "@alliance/store";
import * as z from "zod";
import { SessionId } from "../../schema/session.ts";
import type { TrainingServices } from "../../services.ts";
import { admitWalkIn } from "../../use-cases/admit-walk-in.ts";
import { closeRegister } from "../../use-cases/close-register.ts";
import { listRegisters } from "../../use-cases/list-registers.ts";
import { markAttendance } from "../../use-cases/mark-attendance.ts";
import { nameAtTheDoor } from "../../use-cases/name-at-the-door.ts";
import { readNeeds } from "../../use-cases/read-needs.ts";
import { readRegister } from "../../use-cases/read-register.ts";
import { readRoster } from "../../use-cases/read-roster.ts";
import { poolNames } from "../booking/booking-words.ts";
import { AtDoorForm, FindForm, TapForm, walkInForm } from "./day-fields.ts";
import { closePage, nameAtDoorPage, walkInPage } from "./day-forms.tsx";
import { registersPage } from "./day-list.tsx";
import { registerPath, registersPath } from "./day-paths.ts";
import { pageOf, registerPage } from "./day-register.tsx";
import { runSheetPage } from "./day-run-sheet.tsx";
import { markNames } from "./day-words.ts";

const { page, raw } = routesFor<TrainingServices>();
const access = "training.mark";
const params = z.strictObject({ sessionId: SessionId });
const ofPlace = z.strictObject({ sessionId: SessionId, placeId: z.string().max(60) });
const path = "/training/:sessionId/register" as const;

const notices = {
  closed: "The register is closed. Whoever was there has it in their record within a minute.",
  admitted: "They have a place and are marked as present.",
  named: "The name is saved, and they are marked as present.",
} as const;
type Notice = keyof typeof notices;

const done = (sessionId: string, what: Notice): Response => redirect(`${registerPath(sessionId)}?done=${what}`);

async function walkIn(ctx: Ctx, sessionId: string, values: Readonly<Record<string, string | readonly string[]>>) {
  const register = await readRegister(ctx, sessionId);
  const { pools, price } = register.session;
  const asked = {
    pools: pools.length,
    hasPrice: price.listNetPence > 0,
    onlyPool: pools[0]?.poolId ?? "room",
  } as const;
  const form = parseForm(walkInForm(asked), values);
  const again = (errors: readonly FieldError[]) =>
    walkInPage(register, { values, errors, once: onceField(ctx).onceKey });
  if (!form.ok) return again(form.errors);
  try {
    await admitWalkIn(ctx, sessionId, form.data);
    return done(sessionId, "admitted");
  } catch (error) {
    return again(errorsOf(error, "invalid-input", "conflict"));
  }
}

/** The day itself: for whoever runs the session, and for staff. */
export const dayRoutes = [
  page({
    method: "GET",
    path: registersPath,
    access,
    query: z.object({ cursor: z.string().max(2000).optional() }),
    handle: async ({ ctx, services: { cursorSecret }, query: { cursor } }) => {
      const found = await listRegisters(ctx, cursor && openCursor(cursor, cursorSecret));
      const sealed = found.cursor && sealCursor(found.cursor, cursorSecret);
      return registersPage(found.registers, sealed && `${registersPath}?${new URLSearchParams({ cursor: sealed })}`);
    },
  }),
  page({
    method: "GET",
    path,
    access,
    params,
    query: z.object({
      page: z.coerce.number().int().min(1).max(100).default(1),
      done: z.enum(Object.keys(notices) as [Notice, ...Notice[]]).optional(),
    }),
    handle: async ({ ctx, params: { sessionId }, query: { page: number, done: what } }) =>
      registerPage(await readRegister(ctx, sessionId), { page: number, notice: what && notices[what] }),
  }),
  page({
    method: "POST",
    path,
    access,
    params,
    form: TapForm,
    handle: async ({ ctx, params: { sessionId }, form }) => {
      if (!form.ok) throw new Problem("malformed", "That was no key of the register. Go back and press it again.");
      const { placeId, mark, page: shown } = form.data;
      const [marked] = await markAttendance(ctx, sessionId, [
        { placeId, mark, tapId: ctx.ids.next("tap"), secondsAgo: 0 },
      ]);
      if (marked?.outcome === "gone")
        throw new Problem("gone", "That place was cancelled, so there is nobody to mark on it.");
      // Whoever was found by name is shown where they stand among all.
      const number = shown ?? pageOf(await readRegister(ctx, sessionId), placeId);
      return redirect(`${registerPath(sessionId)}${number > 1 ? `?page=${number}` : ""}#${placeId}`);
    },
  }),
  page({
    method: "POST",
    path: `${path}/find`,
    access,
    params,
    form: FindForm,
    handle: async ({ ctx, params: { sessionId }, form }) =>
      registerPage(await readRegister(ctx, sessionId), { q: form.ok ? form.data.q : "", page: 1 }),
  }),
  page({
    method: "GET",
    path: `${path}/walk-in`,
    access,
    params,
    handle: async ({ ctx, params: { sessionId } }) =>
      walkInPage(await readRegister(ctx, sessionId), { values: { paying: "invoice" }, once: onceField(ctx).onceKey }),
  }),
  page({
    method: "POST",
    path: `${path}/walk-in`,
    access,
    params,
    form: z.looseObject({}),
    idempotent: true,
    handle: ({ ctx, params: { sessionId }, form }) => walkIn(ctx, sessionId, form.values),
  }),
  page({
    method: "GET",
    path: `${path}/names/:placeId`,
    access,
    params: ofPlace,
    handle: async ({ ctx, params: { sessionId, placeId } }) => {
      const register = await readRegister(ctx, sessionId);
      if (!register.rows.some((row) => row.placeId === placeId)) {
        throw new Problem("not-found", "That place is not part of this session any more.");
      }
      return nameAtDoorPage(register, placeId, { once: onceField(ctx).onceKey });
    },
  }),
  page({
    method: "POST",
    path: `${path}/names/:placeId`,
    access,
    params: ofPlace,
    form: AtDoorForm,
    idempotent: true,
    handle: async ({ ctx, params: { sessionId, placeId }, form }) => {
      const again = async (errors: readonly FieldError[]) => {
        const register = await readRegister(ctx, sessionId);
        return nameAtDoorPage(register, placeId, { values: form.values, errors, once: onceField(ctx).onceKey });
      };
      if (!form.ok) return again(form.errors);
      try {
        await nameAtTheDoor(ctx, sessionId, { placeId, ...form.data });
        return done(sessionId, "named");
      } catch (error) {
        return again(errorsOf(error, "invalid-input", "conflict"));
      }
    },
  }),
  page({
    method: "GET",
    path: `${path}/close`,
    access,
    params,
    handle: async ({ ctx, params: { sessionId } }) => {
      const register = await readRegister(ctx, sessionId);
      return register.closedAt === undefined ? closePage(register) : redirect(registerPath(sessionId));
    },
  }),
  page({
    method: "POST",
    path: `${path}/close`,
    access,
    params,
    handle: async ({ ctx, params: { sessionId } }) => {
      await closeRegister(ctx, sessionId);
      return done(sessionId, "closed");
    },
  }),
  page({
    method: "GET",
    path: `${path}/run-sheet`,
    access,
    params,
    handle: async ({ ctx, params: { sessionId } }) => {
      const [roster, needs] = await Promise.all([readRoster(ctx, sessionId), readNeeds(ctx, sessionId)]);
      return runSheetPage(
        roster,
        needs.map(({ words }) => words),
      );
    },
  }),
  raw({
    method: "GET",
    path: `${path}/roster.csv`,
    access,
    summary: "Who comes to a session, as a file for spreadsheets: for staff and whoever runs it",
    handle: async ({ ctx, params: { sessionId = "" } }) => {
      if (!SessionId.safeParse(sessionId).success) throw new Problem("not-found", "We cannot find that session.");
      const { session, rows } = await readRegister(ctx, sessionId);
      const head = ["Name", "Email address", "School or organisation", "Takes part", "Register", "Marked", "Booking"];
      return csvReply(`roster-${session.startsAtLocal.slice(0, 10)}-${session.title}.csv`, [
        head,
        ...rows.map((row) => [
          ...[row.name ?? "To follow", row.email ?? "", row.organisationName, poolNames[row.poolId]],
          ...[row.mark ? markNames[row.mark] : "", row.markedAt ? londonDateTimeOf(row.markedAt) : "", row.bookingId],
        ]),
      ]);
    },
  }),
];
