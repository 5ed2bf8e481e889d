import { as, staffMember, type TestCtx } from "@alliance/testing";
import { beforeEach, describe, expect, it } from "vitest";
import { putSchool, stranger } from "../../bookings/testing-school.ts";
import { trainingCtx } from "../../bookings/testing-world.ts";
import { putRecording, recordingContent } from "../../recordings/testing-recording.ts";
import type { Recording } from "../../schema/recording.ts";
import { browserOf, nextIn } from "../../test-world.ts";
import { publishRecording } from "../../use-cases/edit-recording.ts";
import { valuesOfRecording } from "./recording-form.ts";

let ctx: TestCtx;
let recording: Recording;
const path = () => `/training/recordings/${recording.recordingId}`;
beforeEach(async () => {
  ctx = trainingCtx();
  await putSchool(ctx);
  recording = await putRecording(ctx, { audience: "everybody" });
});

describe("watching a recording", () => {
  it("is opened with a press, allows its own video and no other, and goes on where somebody stopped", async () => {
    const visitor = await browserOf(ctx);
    expect((await visitor.get("/training/recordings")).text).toContain("Free for everybody");
    expect((await visitor.get(path())).text).toContain("Sign in to open it");
    expect((await visitor.submit(`${path()}/open`, {})).headers.get("location")).toMatch(/^\/sign-in/);
    const browser = await browserOf(ctx, stranger());
    const before = await browser.get(path());
    expect(before.text).not.toContain("video.example");
    expect(before.headers.get("content-security-policy")).not.toContain("media-src");
    await browser.submit(`${path()}/open`, {});
    const open = await browser.get(path());
    expect(open.headers.get("content-security-policy")).toContain("media-src https://video.example;");
    expect(open.text).toContain('src="https://video.example/memorandum.mp4"');
    const saved = await browser.submit(`${path()}/progress`, { from: "0", to: "300" });
    expect([saved.status, saved.text]).toEqual([204, ""]);
    const later = (await browser.get(path())).text;
    expect(later).toContain('data-resume-at="300"');
    expect(later).toContain("50% done.");
    expect((await browser.get("/training/recordings")).text).toContain("50% seen");
  });

  it("works chapter by chapter without script, to the end", async () => {
    const browser = await browserOf(ctx, stranger());
    await browser.submit(`${path()}/open`, {});
    for (const chapter of ["1", "2", "3"]) {
      const done = await browser.submit(`${path()}/chapters`, { chapter });
      expect(done.headers.get("location")).toBe(`${path()}?done=chapter#chapter-${chapter}`);
    }
    expect((await browser.get(path())).text).toContain("You completed this on 21 November 2026");
    expect((await browser.get("/training/recordings")).text).toContain("Completed");
  });

  it("takes no progress that cannot be, nor of who has not opened it", async () => {
    const browser = await browserOf(ctx, stranger());
    expect((await browser.submit(`${path()}/progress`, { from: "0", to: "60" })).status).toBe(404);
    await browser.submit(`${path()}/open`, {});
    for (const wrong of [{ from: "9", to: "3" }, { from: "-1", to: "3" }, { from: "0" }, { from: "0", to: "1e9" }]) {
      expect((await browser.submit(`${path()}/progress`, wrong as never)).status).toBe(422);
    }
    expect((await browser.submit(`${path()}/chapters`, { chapter: "0" })).headers.get("location")).toBe(path());
    expect((await browser.submit(`${path()}/chapters`, { chapter: "9" })).status).toBe(404);
  });

  it("says when somebody's time is over, and what to do; to others why it is not for them", async () => {
    recording = await putRecording(ctx, { title: "For members" });
    const outsider = await browserOf(ctx, stranger());
    const text = (await outsider.get(path())).text;
    expect(text).toContain("no membership covers you");
    expect(text).toContain("See what membership costs");
    expect((await outsider.submit(`${path()}/open`, {})).status).toBe(403);
    recording = await putRecording(ctx, { audience: "everybody", windowDays: 1 });
    await outsider.submit(`${path()}/open`, {});
    ctx.clock.moveSeconds(2 * 86_400);
    const later = await browserOf(ctx, stranger());
    const over = (await later.get(path())).text;
    expect(over).toContain("Your time with this recording ended on 21 November 2026");
    expect(over).toContain("Open it again");
  });
});

describe("what staff do with recordings", () => {
  const typed = (more: object = {}) => ({ ...valuesOfRecording(recordingContent()), ...more }) as never;

  it("one is added from what they type, published, changed and withdrawn", async () => {
    const { get, submit } = await browserOf(ctx, staffMember());
    const list = "/console/training/recordings";
    expect((await get(`${list}/new`)).status).toBe(200);
    const once = { onceKey: "once_0000001" };
    const wrong = await submit(
      `${list}/new`,
      typed({ ...once, chapters: "no time", minutes: "long", videoUrl: "ftp://a" }),
    );
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain("A recording has at least one chapter");
    expect(wrong.text).toContain("Enter a link that begins with https://");
    const made = await submit(`${list}/new`, typed({ ...once, title: "Choirs" }));
    const desk = made.headers.get("location")?.split("?")[0] ?? "";
    expect((await get(desk)).text).toContain("2:00 What belongs in it");
    await submit(`${desk}/publish`, {});
    expect((await get("/training/recordings")).text).toContain("Choirs");
    const saved = await submit(`${desk}/edit`, typed({ title: "Choirs together", basedOn: "2" }));
    expect(saved.headers.get("location")).toBe(`${desk}?done=saved`);
    const late = await submit(`${desk}/edit`, typed({ basedOn: "2" }));
    expect([late.status, late.text]).toEqual([409, expect.stringContaining("Somebody changed this recording")]);
    const longer = await submit(`${desk}/edit`, typed({ basedOn: "3", minutes: "20" }));
    expect([longer.status, longer.text]).toEqual([422, expect.stringContaining("The length stays")]);
    await submit(`${desk}/withdraw`, {});
    expect((await get("/training/recordings")).text).not.toContain("Choirs together");
    expect((await get(list)).text).toContain("Withdrawn");
    expect((await get(`${desk}/edit`)).text).toContain("8:00 Signing it");
  });

  it("longer lists lead on to what is older, for members and for staff", async () => {
    for (let made = 0; made < 25; made++) {
      ctx.clock.moveSeconds(60);
      await putRecording(ctx, { title: `Newer ${made}` });
    }
    const { get } = await browserOf(ctx, staffMember());
    for (const list of ["/training/recordings", "/console/training/recordings"]) {
      const first = (await get(list)).text;
      expect(first).toContain("Newer 24");
      expect(first).not.toContain(recording.title);
      const last = (await get(nextIn(first) ?? "")).text;
      expect(last).toContain(recording.title);
      expect(nextIn(last)).toBeUndefined();
    }
    expect((await get("/training/recordings?cursor=gone")).status).toBe(422);
  });

  it("an empty catalogue explains itself", async () => {
    await publishRecording(as(ctx, staffMember()), recording.recordingId, "withdrawn");
    expect((await (await browserOf(ctx)).get("/training/recordings")).text).toContain("There is no recording yet");
  });
});
