import type { PersonActor } from "@alliance/core";
import { as, person, type TestCtx } from "@alliance/testing";
import { beforeEach, describe, expect, it } from "vitest";
import { contentOfClinic } from "../../clinics/content-of.ts";
import {
  appointmentIn,
  asked,
  clinicCtx,
  firstSlot,
  instantOf,
  joined,
  putClinic,
  someone,
  staff,
} from "../../clinics/testing-clinic.ts";
import type { Clinic } from "../../schema/clinic.ts";
import { browserOf, nextIn } from "../../test-world.ts";
import { openClinic } from "../../use-cases/change-clinic.ts";
import { valuesOfClinic } from "./clinic-form.ts";

let ctx: TestCtx;
let clinic: Clinic;
let member: PersonActor;
beforeEach(async () => {
  ctx = await clinicCtx();
  clinic = await putClinic(ctx);
  member = await joined(ctx, "Ada");
});

const path = () => `/training/clinics/${clinic.clinicId}`;
const request = (more: Record<string, string> = {}) => ({
  startsAt: instantOf(firstSlot),
  organisation: member.affiliations[0]?.organisationId ?? "",
  people: "2",
  about: "Our questionnaire is too long.",
  onceKey: "once_0000001",
  ...more,
});

describe("what anybody sees of clinics", () => {
  it("the list, and a clinic with its free times by day, without a link to join", async () => {
    const { get } = await browserOf(ctx);
    expect((await get("/training/clinics")).text).toContain("With Dr Iris Lowe");
    const { text } = await get(path());
    expect(text).toContain("Wednesday 25 November 2026");
    expect(text).toContain("15:00 to 15:30");
    expect(text).toContain("Sign in to ask for a time");
    expect(text).not.toContain("meet.example");
    expect((await get(`${path()}?page=40`)).status).toBe(422);
    expect((await get("/training/clinics/cli_01KAK3F0Q8J5W2M7X9B4C6D8ZZ")).status).toBe(404);
  });

  it("and what there is to do when nothing is open", async () => {
    await openClinic(as(ctx, staff), clinic.clinicId, "paused");
    const { get } = await browserOf(ctx);
    expect((await get("/training/clinics")).text).toContain("No clinic takes requests just now");
    expect((await get(path())).text).toContain("takes no requests at the moment");
  });
});

describe("asking for a time", () => {
  it("leads from the free time to the appointment, and keeps what was typed where something is wrong", async () => {
    const browser = await browserOf(ctx, member);
    const form = await browser.get(`${path()}/request?at=${encodeURIComponent(instantOf(firstSlot))}`);
    expect(form.text).toContain("Included in School membership of Harbour View Primary School");
    const wrong = await browser.submit(`${path()}/request`, request({ about: "?", people: "many" }));
    expect([wrong.status, wrong.text]).toEqual([422, expect.stringContaining("Enter how many of you come")]);
    expect(wrong.text).toContain('value="many"');
    const done = await browser.submit(`${path()}/request`, request());
    expect(done.headers.get("location")).toMatch(/^\/training\/clinics\/appointments\/apt_\w+\?done=asked$/);
    const page = await browser.get(done.headers.get("location") ?? "");
    expect(page.text).toContain("24 November 2026, 17:00");
    expect(page.text).toContain("Our questionnaire is too long.");
    expect(page.text).not.toContain("meet.example");
    expect((await browser.get("/portal/training/clinics")).text).toContain("Not answered yet");
  });

  it("is by moving the time that they have, which the clinic and the form lead to", async () => {
    const { appointmentId } = await asked(ctx, member, clinic);
    const browser = await browserOf(ctx, member);
    const { text } = await browser.get(path());
    expect(text).toContain(`href="/training/clinics/appointments/${appointmentId}"`);
    expect(text).not.toContain("/request?at=");
    const form = await browser.get(`${path()}/request?at=${encodeURIComponent(instantOf("2026-12-02T15:40"))}`);
    expect(form.headers.get("location")).toBe(`/training/clinics/appointments/${appointmentId}?done=have`);
    const other = await browserOf(ctx, await joined(ctx, "Bo"));
    expect((await other.get(path())).text).toContain("/request?at=");
  });

  it("offers the other times to who was not quick enough, and keeps their words", async () => {
    await asked(ctx, await joined(ctx, "Bo"), clinic);
    const browser = await browserOf(ctx, member);
    const late = await browser.submit(`${path()}/request`, request());
    expect([late.status, late.text]).toEqual([
      409,
      expect.stringContaining("Somebody else has just asked for that time"),
    ]);
    expect(late.text).toContain("Our questionnaire is too long.");
    expect(late.text).toContain("Wednesday 25 November 2026, 15:40 to 16:10");
    const at = encodeURIComponent(instantOf(firstSlot));
    expect((await browser.get(`${path()}/request?at=${at}`)).headers.get("location")).toBe(`${path()}?done=taken`);
  });

  it("explains to others that it is for members, before they type anything", async () => {
    const stranger = await browserOf(ctx, await someone(ctx, "Zoe", false));
    const { status, text } = await stranger.get(`${path()}/request?at=${encodeURIComponent(instantOf(firstSlot))}`);
    expect([status, text]).toEqual([403, expect.stringContaining("no membership covers you")]);
    expect((await stranger.get(path())).text).toContain("See what membership costs");
  });
});

describe("one's own time", () => {
  it("shows the way in once it is agreed, moves, and is given up", async () => {
    const { appointmentId } = await asked(ctx, member, clinic);
    const own = `/training/clinics/appointments/${appointmentId}`;
    const console = await browserOf(ctx, staff);
    await console.submit(`/console${own}/answer`, { answer: "approve", reply: "Bring the figures" });
    const browser = await browserOf(ctx, member);
    const agreed = (await browser.get(own)).text;
    expect(agreed).toContain("meet.example/evaluation");
    expect(agreed).toContain("Bring the figures");
    expect((await browser.get(`${own}/move`)).text).toContain("answers this like a new request");
    const nowhere = await browser.submit(`${own}/move`, { startsAt: "2026-11-25T03:00:00.000Z" });
    expect([nowhere.status, nowhere.text]).toEqual([409, expect.stringContaining("not offered any more")]);
    await browser.submit(`${own}/move`, { startsAt: instantOf("2026-12-02T15:00") });
    expect(appointmentIn(ctx, appointmentId).status).toBe("requested");
    await browser.submit(`${own}/cancel`, {});
    expect((await browser.get(own)).text).toContain("You gave this time up");
    const other = await browserOf(ctx, await joined(ctx, "Bo"));
    expect((await other.get(own)).status).toBe(404);
  });
});

describe("many clinics", () => {
  it("are gone through page by page: open ones by title, and all of them below what waits for staff", async () => {
    for (let made = 10; made < 35; made++) {
      ctx.clock.moveSeconds(60);
      await putClinic(ctx, { title: `Clinic number ${made}` });
    }
    const { get } = await browserOf(ctx, staff);
    const first = (await get("/training/clinics")).text;
    expect([first.includes("Clinic number 33"), first.includes("Evaluation clinic")]).toEqual([true, false]);
    const last = (await get(nextIn(first) ?? "")).text;
    expect(last).toContain("Evaluation clinic");
    expect(nextIn(last)).toBeUndefined();
    await asked(ctx, member, clinic);
    const desk = (await get("/console/training/clinics")).text;
    expect(desk).not.toContain(`/console/training/clinics/${clinic.clinicId}"`);
    const older = nextIn(desk) ?? "";
    expect(older).toMatch(/^\/console\/training\/clinics\?list=to-answer&clinics=.+#all-clinics$/);
    const rest = (await get(older)).text;
    expect(rest).toContain(`/console/training/clinics/${clinic.clinicId}"`);
    expect(rest).toContain("Answer by 24 November 2026, 17:00");
  });
});

describe("what staff do with clinics", () => {
  const typed = (more: object = {}) => ({ ...valuesOfClinic(contentOfClinic(clinic)), expert: "me", ...more }) as never;

  it("a clinic is set up from what they type, opened, changed and paused", async () => {
    const { get, submit } = await browserOf(ctx, staff);
    expect((await get("/console/training/clinics/new")).status).toBe(200);
    const once = { onceKey: "once_0000002" };
    const wrong = await submit(
      "/console/training/clinics/new",
      typed({ ...once, weekly: "Someday", days: "1/2/2027 9 to 10" }),
    );
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain("“Someday” cannot be read: write it like Wednesday 15:00 to 17:00");
    expect(wrong.text).toContain("write it like 25/11/2026 09:00 to 12:00");
    const named = { expert: "other", expertName: "", expertEmail: "nobody" };
    const nobody = await submit("/console/training/clinics/new", typed({ ...once, ...named }));
    expect([nobody.status, nobody.text]).toEqual([422, expect.stringContaining("Enter the expert’s name")]);
    const made = await submit(
      "/console/training/clinics/new",
      typed({ ...once, title: "Funding clinic", weekly: "thu 9.00-11.00", days: "5/12/2026 09:00 to 10:00" }),
    );
    const desk = made.headers.get("location")?.split("?")[0] ?? "";
    const { text } = await get(desk);
    expect(text).toContain("Thursdays, 09:00 to 11:00");
    expect(text).toContain("Saturday 5 December 2026, 09:00 to 10:00");
    await submit(`${desk}/open`, {});
    expect((await get("/training/clinics")).text).toContain("Funding clinic");
    const saved = await submit(
      `${desk}/edit`,
      typed({ title: "Money clinic", basedOn: "2", weekly: "Monday 9:00 to 10:00" }),
    );
    expect(saved.headers.get("location")).toBe(`${desk}?done=saved`);
    const late = await submit(
      `${desk}/edit`,
      typed({ title: "Another", basedOn: "2", weekly: "Monday 9:00 to 10:00" }),
    );
    expect([late.status, late.text]).toEqual([409, expect.stringContaining("Somebody changed this clinic")]);
    await submit(`${desk}/pause`, {});
    expect((await get("/training/clinics")).text).not.toContain("Money clinic");
    expect((await get(`${desk}/edit`)).text).toContain("Monday 09:00 to 10:00");
  });

  it("requests wait on their list, are answered, moved, called off, and marked when they are over", async () => {
    const { appointmentId } = await asked(ctx, member, clinic);
    const path = `/console/training/clinics/appointments/${appointmentId}`;
    const { get, submit } = await browserOf(ctx, staff);
    expect((await get("/console/training/clinics")).text).toContain("Answer by 24 November 2026, 17:00");
    expect((await get(path)).text).toContain("Our questionnaire is too long.");
    await submit(`${path}/answer`, { answer: "decline", reply: "" });
    const late = await submit(`${path}/answer`, { answer: "approve", reply: "" });
    expect([late.status, late.text]).toEqual([409, expect.stringContaining("declined this request already")]);
    const again = await asked(ctx, member, clinic);
    const next = `/console/training/clinics/appointments/${again.appointmentId}`;
    await submit(`${next}/move`, { startsAt: instantOf("2026-11-25T16:20") });
    expect((await get(`${next}?done=moved`)).text).toContain("It is moved.");
    expect((await get("/console/training/clinics?list=to-come")).text).toContain("16:20 to 16:50");
    ctx.clock.moveSeconds(5 * 86_400);
    // Sessions of browsers run out; staff sign in again.
    const later = await browserOf(ctx, staff);
    expect((await later.get(next)).text).toContain("Did they come?");
    await later.submit(`${next}/mark`, { attended: "yes" });
    expect((await later.get(next)).text).toContain("They came.");
    expect((await later.get("/console/training/clinics?list=to-mark")).text).toContain("There is nobody to mark.");
    expect((await later.get(next)).text).toContain("Nobody came after all");
    const back = await later.submit(`${next}/mark`, { attended: "no" });
    expect([back.status, back.headers.get("location")]).toEqual([303, `${next}?done=marked`]);
    expect((await later.get(`${next}?done=marked`)).text).toMatch(/their record follows[\s\S]*Nobody came\./);
  });

  it("the finance team looks on and changes nothing", async () => {
    const { appointmentId } = await asked(ctx, member, clinic);
    const finance = person("per_01KAK3F0Q8J5W2M7X9B4C6D8FN", { staffRoles: ["finance"] });
    const { get, submit } = await browserOf(ctx, finance);
    const path = `/console/training/clinics/appointments/${appointmentId}`;
    const { status, text } = await get(path);
    expect([status, text.match(/.{60}Approve.{60}/)?.[0]]).toEqual([200, undefined]);
    expect((await submit(`${path}/answer`, { answer: "approve", reply: "" })).status).toBe(403);
  });
});
