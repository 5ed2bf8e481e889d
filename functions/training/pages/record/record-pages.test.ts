import { issueLetterSecret } from "@alliance/auth";
import { as, staffMember } from "@alliance/testing";
import { beforeEach, describe, expect, it } from "vitest";
import { type Day, theDay, trainer } from "../../attendance/testing-day.ts";
import { booker } from "../../bookings/testing-school.ts";
import { deliver } from "../../bookings/testing-world.ts";
import { browserOf } from "../../test-world.ts";
import { closeRegister } from "../../use-cases/close-register.ts";
import { markAttendance } from "../../use-cases/mark-attendance.ts";
import { readRecord } from "../../use-cases/read-record.ts";

let day: Day;
let code: string;
const mark = (what: "present" | "absent", tapId: string) =>
  markAttendance(as(day.ctx, trainer), day.session.sessionId, [
    { placeId: day.placeIds[0], mark: what, tapId, secondsAgo: 0 },
  ]);
beforeEach(async () => {
  day = await theDay();
  await mark("present", "tap-30000001");
  await closeRegister(as(day.ctx, trainer), day.session.sessionId);
  await deliver(day.ctx);
  code = (await readRecord(as(day.ctx, booker))).years[0]?.entries[0]?.code ?? "";
});

describe("one's record", () => {
  it("shows hours by year, leads to certificate and feedback, and comes as a file", async () => {
    const browser = await browserOf(day.ctx, booker);
    const { text } = await browser.get("/portal/training/record");
    for (const words of ["2026-27: 1.25 hours", `/training/certificates/${code}`, "20 January 2027"]) {
      expect(text).toContain(words);
    }
    const csv = await browser.get("/portal/training/record/record.csv");
    expect(csv.text).toContain('"2026-27","2027-01-20","Starting a partnership: the first year",1.25,');
  });

  it("explains itself while it is empty, and is nobody else's", async () => {
    const browser = await browserOf(day.ctx, trainer);
    expect((await browser.get("/portal/training/record")).text).toContain("Nothing yet");
    expect((await browser.submit(`/portal/training/record/${code}/claim`, {})).status).toBe(404);
    expect((await (await browserOf(day.ctx)).get("/portal/training/record")).status).toBe(303);
  });
});

describe("a certificate, to a stranger", () => {
  it("is checked by its code, however it is typed; the page is for no search engine", async () => {
    const stranger = await browserOf(day.ctx);
    const typed = `${code.slice(0, 4)} ${code.slice(4)}`.toLowerCase();
    const found = await stranger.submit("/training/certificates", { code: typed });
    expect([found.status, found.headers.get("location")]).toEqual([303, `/training/certificates/${code}`]);
    const { text, headers } = await stranger.get(`/training/certificates/${code}`);
    for (const words of ["This certificate is valid", "Ada Booker", "1.25 hours", "20 January 2027"]) {
      expect(text).toContain(words);
    }
    expect(headers.get("x-robots-tag")).toContain("noindex");
  });

  it("is refused at its field where there is none of that code", async () => {
    const stranger = await browserOf(day.ctx);
    expect((await stranger.submit("/training/certificates", { code: "ABC" })).text).toContain(
      "twelve letters and digits",
    );
    const unknown = await stranger.submit("/training/certificates", { code: "ZZZZ-ZZZZ-ZZZZ" });
    expect(unknown.status).toBe(422);
    expect(unknown.text).toContain("We have issued no certificate with this code");
    expect((await stranger.get("/training/certificates/ZZZZZZZZZZZZ")).status).toBe(404);
  });

  it("comes as PDF while it is valid; a withdrawn one says so and is printed no more", async () => {
    const stranger = await browserOf(day.ctx);
    const pdf = await stranger.get(`/training/certificates/${code}/certificate.pdf`);
    expect([pdf.status, pdf.text.slice(0, 5)]).toEqual([200, "%PDF-"]);
    await mark("absent", "tap-30000002");
    await deliver(day.ctx);
    expect((await stranger.get(`/training/certificates/${code}`)).text).toContain("This certificate was withdrawn");
    expect((await stranger.get(`/training/certificates/${code}/certificate.pdf`)).status).toBe(410);
  });
});

describe("the form after a session", () => {
  const answers = { useful: "useful", pitch: "right", recommend: "perhaps", next: "", better: "More time" };

  it("is open by a letter's link, asks for what is missing, keeps what was typed, and thanks", async () => {
    const opens = `${day.session.sessionId}#${day.placeIds[0]}`;
    const secret = await issueLetterSecret(day.ctx, {
      purpose: "feedback",
      opens,
      expiresAt: "2027-03-01T00:00:00.000Z",
    });
    const stranger = await browserOf(day.ctx);
    const path = `/training/feedback/${secret}`;
    expect((await stranger.get(path)).text).toContain("How useful was it for your work?");
    const { pitch: _, ...incomplete } = answers;
    const refused = await stranger.submit(path, incomplete);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain("Choose an answer: Was it pitched right for you?");
    expect(refused.text).toContain("More time");
    expect((await stranger.submit(path, answers)).headers.get("location")).toBe(`${path}?done=sent`);
    expect((await stranger.get(`${path}?done=sent`)).text).toContain("Thank you. What you said");
    expect((await stranger.get("/training/feedback/forged")).status).toBe(404);
  });

  it("is open from one's record, and staff read what was said without a name", async () => {
    const browser = await browserOf(day.ctx, booker);
    const path = `/portal/training/record/${code}/feedback`;
    expect((await browser.submit(path, answers)).status).toBe(303);
    expect((await browser.get(path)).text).toContain("You have answered already");
    const staff = await browserOf(day.ctx, staffMember());
    const { text } = await staff.get(`/console/training/sessions/${day.session.sessionId}/feedback`);
    expect(text).toContain("More time");
    expect(text).toContain("Figures are shown from 5 answers on");
    expect(text).not.toContain("Ada Booker");
  });
});
