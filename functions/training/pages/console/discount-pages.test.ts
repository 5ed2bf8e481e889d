import { affiliationPut } from "@alliance/auth";
import { commit } from "@alliance/store";
import { staffMember, type TestCtx, testCtx } from "@alliance/testing";
import { beforeEach, expect, it } from "vitest";
import { booker, organisationId, putSchool } from "../../bookings/testing-school.ts";
import type { Session } from "../../schema/session.ts";
import { browserOf, putSession } from "../../test-world.ts";

let ctx: TestCtx;
let session: Session;
beforeEach(async () => {
  ctx = testCtx({ kind: "anonymous" });
  await putSchool(ctx);
  const role = { organisationId, role: "colleague", from: "2026-09-01" } as const;
  await commit(ctx, { put: [affiliationPut({ ...role, personId: booker.personId }, 1)] });
  session = await putSession(ctx);
});

let once = 0;
const typed = (more: Record<string, string> = {}) => ({
  ...{ code: "spring 5", name: "Spring offer", kind: "pounds", amount: "5.00", forWhom: "everybody", places: "10" },
  ...{ "from-day": "1", "from-month": "11", "from-year": "2026", "until-day": "31", "until-month": "3" },
  ...{ "until-year": "2027", onceKey: `once-discount-${++once}`, ...more },
});
const path = "/console/training/discounts";

it("staff make a code, somebody books with it, staff see its use and stop it", async () => {
  const staff = await browserOf(ctx, staffMember());
  expect((await staff.get(path)).text).toContain("No discount code yet");
  const sessions = `http://localhost:4000/training/${session.sessionId}`;
  const made = await staff.submit(`${path}/new`, typed({ sessions }));
  expect([made.status, made.headers.get("location")]).toEqual([303, `${path}/SPRING5`]);
  const browser = await browserOf(ctx, booker);
  const fields = {
    ...{ organisation: organisationId, poolId: "online", places: "2", discount: "Spring5" },
    ...{ shown: `${organisationId}=5000/0`, onceKey: `once-discount-${++once}` },
  };
  const held = await browser.submit(`/training/${session.sessionId}/book`, fields);
  const { text } = await browser.get(held.headers.get("location") ?? "");
  expect(text).toContain("2 places, Spring offer: £5.00 off a place (SPRING5)");
  expect(text).toContain("£108.00");
  const ofCode = await staff.get(`${path}/SPRING5`);
  expect(ofCode.text).toContain("2 of 10 places");
  expect(ofCode.text).toContain(`>${session.title}</a>`);
  expect((await staff.submit(`${path}/SPRING5/stop`, {})).status).toBe(303);
  expect((await staff.get(path)).text).toContain("Stopped");
  expect((await browser.get(path)).status).toBe(403);
});

it.each([
  ["code", { code: "?" }, "A code has 4 to 20 letters and digits"],
  ["percentage", { kind: "percent", percent: "110" }, "Enter a whole percentage from 1 to 100"],
  ["amount", { amount: "free" }, "Enter what comes off each place"],
  ["days", { "from-day": "40" }, "Enter the first day"],
  ["last day", { "until-day": "" }, "Enter the last day, such as"],
  ["order of days", { "until-year": "2025" }, "It ends after it begins"],
  ["number of places", { places: "0" }, "Enter for how many places"],
  ["sessions", { sessions: "the one in May" }, "Paste the addresses"],
])("keeps what was typed and says what is wrong with the %s", async (_, wrong, message) => {
  const reply = await (await browserOf(ctx, staffMember())).submit(
    `${path}/new`,
    typed(wrong as Record<string, string>),
  );
  expect([reply.status, reply.text]).toEqual([422, expect.stringContaining(message)]);
  expect(reply.text).toContain('value="Spring offer"');
});

it("an unknown code is refused on the form, and nothing is held", async () => {
  const browser = await browserOf(ctx, booker);
  const before = ctx.table.items.size;
  const fields = {
    ...{ organisation: organisationId, poolId: "online", places: "1", discount: "NOSUCHCODE" },
    ...{ shown: `${organisationId}=5000/0`, onceKey: `once-discount-${++once}` },
  };
  const reply = await browser.submit(`/training/${session.sessionId}/book`, fields);
  expect([reply.status, reply.text]).toEqual([422, expect.stringContaining("We do not know the discount code")]);
  expect(reply.text).toContain('value="NOSUCHCODE"');
  expect([...ctx.table.items.values()].filter(({ entity }) => entity === "training.booking")).toEqual([]);
  expect(ctx.table.items.size).toBeGreaterThanOrEqual(before);
});
