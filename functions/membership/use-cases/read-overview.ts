import { authorise } from "@alliance/auth";
import { academicYearOf, londonDateOf } from "@alliance/core";
import type { Ctx } from "@alliance/store";
import { applicationsThat } from "../keys/application.ts";
import { importsPattern, registerPointerKey } from "../keys/register-import.ts";
import { membersOf } from "../keys/term.ts";
import { Application } from "../schema/application.ts";
import { RegisterImport, RegisterPointer } from "../schema/register-import.ts";
import { Term } from "../schema/term.ts";

/** A figure that was counted up to a hundred; `isMore` when there are more. */
export interface Count {
  readonly value: number;
  readonly isMore: boolean;
}

export interface Overview {
  readonly academicYear: string;
  readonly members: Count;
  /** The longest wait first. */
  readonly pending: readonly Application[];
  readonly pendingCount: Count;
  readonly stranded: readonly Application[];
  /** Absent until a first file was imported. */
  readonly register: RegisterPointer | undefined;
  readonly lastImport: RegisterImport | undefined;
}

const countOf = (page: { items: readonly unknown[]; cursor?: string }): Count => ({
  value: page.items.length,
  isMore: page.cursor !== undefined,
});

/** What staff see first. One query a figure, none without its end: exact figures of thousands are a report's work. */
export async function readOverview(ctx: Ctx): Promise<Overview> {
  authorise(ctx.actor, "membership.read-any");
  const academicYear = academicYearOf(londonDateOf(ctx.clock.now())).name;
  const [members, pending, stranded, imports, pointer] = await Promise.all([
    ctx.table.query({ ...membersOf(academicYear), limit: 100 }, Term),
    ctx.table.query({ ...applicationsThat("pending"), limit: 100 }, Application),
    ctx.table.query({ ...applicationsThat("stranded"), limit: 20 }, Application),
    ctx.table.query(importsPattern(1), RegisterImport),
    ctx.table.get(registerPointerKey, RegisterPointer),
  ]);
  return {
    academicYear,
    members: countOf(members),
    pending: pending.items.slice(0, 10).map(({ data }) => data),
    pendingCount: countOf(pending),
    stranded: stranded.items.map(({ data }) => data),
    register: pointer?.data,
    lastImport: imports.items[0]?.data,
  };
}
