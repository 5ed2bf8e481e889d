import { type Grant, grantPut } from "@alliance/entitlement";
import { type Ctx, commit } from "@alliance/store";
import { as, staffMember, type TestCtx } from "@alliance/testing";
import { beforeEach, describe, expect, test } from "vitest";
import { booker, organisationId, putSchool, stranger } from "../bookings/testing-school.ts";
import { eventsOf, trainingCtx } from "../bookings/testing-world.ts";
import { putRecording, recordingContent } from "../recordings/testing-recording.ts";
import { type Recording, RecordingContent } from "../schema/recording.ts";
import { browseRecordings, listRecordings, readRecordingDesk } from "./browse-recordings.ts";
import { addRecording, changeRecording, publishRecording } from "./edit-recording.ts";
import { noteChapter, noteProgress, openRecording, readRecording } from "./watch-recording.ts";

let ctx: TestCtx;
let recording: Recording;
const member = () => as(ctx, booker);
const staff = () => as(ctx, staffMember());
const id = () => recording.recordingId;
const browse = async (reader: Ctx) => (await browseRecordings(reader, { limit: 24 })).recordings;
const days = (count: number) => ctx.clock.moveSeconds(count * 86_400);

/** The school's membership, with recorded training at this discount. */
async function putMembership(discountPercent: number, until = "2027-08-31"): Promise<void> {
  const grant: Grant = {
    ...{ membershipId: "mem_01KAK3F0Q8J5W2M7X9B4C6D8EG", organisationId },
    ...{ organisationName: "Harbour View Primary School", membershipTypeId: "school" },
    ...{ membershipTypeName: "School membership", from: "2026-09-01", until, graceUntil: until },
    ...{ status: "active", covers: "itself" },
    benefits: [{ benefitId: "recorded-training", name: "Recorded training", discountPercent }],
  };
  await commit(ctx, { put: [grantPut(grant, 1)] });
}

beforeEach(async () => {
  ctx = trainingCtx();
  await putSchool(ctx);
  recording = await putRecording(ctx);
});

describe("opening a recording", () => {
  test("begins a time that is decided that day, with its reason, and kept after the membership has ended", async () => {
    await putMembership(100, "2026-12-01");
    expect(await openRecording(member(), id())).toMatchObject({
      ...{ openedOn: "2026-11-21", until: "2026-12-20", organisationName: "Harbour View Primary School" },
      reason: "Included in School membership of Harbour View Primary School until 1 December 2026.",
    });
    days(15);
    const later = await readRecording(member(), id());
    expect([later.isOpen, later.may.allowed]).toEqual([true, false]);
    expect(await openRecording(member(), id())).toMatchObject({ openedOn: "2026-11-21" });
    days(20);
    expect((await readRecording(member(), id())).isOpen).toBe(false);
    await expect(openRecording(member(), id())).rejects.toMatchObject({ code: "not-allowed" });
    await expect(noteProgress(member(), id(), { from: 0, to: 60 })).rejects.toMatchObject({ code: "gone" });
  });

  test("twice at once is once; after its end it begins anew for a member, and what was seen stays seen", async () => {
    await putMembership(100);
    await Promise.all([1, 2, 3].map(() => openRecording(member(), id())));
    expect(eventsOf(ctx, "recording-opened")).toHaveLength(1);
    await noteProgress(member(), id(), { from: 0, to: 300 });
    days(31);
    expect(await openRecording(member(), id())).toMatchObject({ openedOn: "2026-12-22", furthestSeconds: 300 });
  });

  test("is refused with the reason: no membership, one that takes a part off, nobody signed in", async () => {
    const refused = (who = booker) => openRecording(as(ctx, who), id()).catch((error) => error.message);
    expect(await refused(stranger())).toContain("no membership covers you");
    await putMembership(50);
    expect(await refused()).toContain("cannot be bought on its own");
    await expect(openRecording(as(ctx, { kind: "anonymous" }), id())).rejects.toMatchObject({ code: "not-signed-in" });
    expect(eventsOf(ctx, "recording-opened")).toHaveLength(0);
  });

  test("for everybody needs no membership", async () => {
    recording = await putRecording(ctx, { audience: "everybody", windowDays: 1 });
    expect(await openRecording(as(ctx, stranger()), id())).toMatchObject({ until: "2026-11-21" });
  });
});

describe("progress", () => {
  beforeEach(async () => {
    await putMembership(100);
    await openRecording(member(), id());
  });

  test("of two devices adds up, late and out of order: the furthest point is the furthest", async () => {
    await Promise.all([
      noteProgress(member(), id(), { from: 240, to: 360 }),
      noteProgress(member(), id(), { from: 0, to: 60 }),
      noteProgress(member(), id(), { from: 60, to: 240 }),
    ]);
    await noteProgress(member(), id(), { from: 0, to: 60 });
    const { viewing } = await readRecording(member(), id());
    expect(viewing).toMatchObject({ furthestSeconds: 360 });
    const [listed] = await browse(member());
    expect(listed?.own).toMatchObject({ percent: 60, isComplete: false, isOver: false });
  });

  test("that changes nothing writes nothing", async () => {
    await noteProgress(member(), id(), { from: 0, to: 60 });
    ctx.table.meter.reset();
    await noteProgress(member(), id(), { from: 0, to: 60 });
    expect(ctx.table.meter.wru).toBe(0);
  });

  test("to as good as the end completes it, told once with ids alone", async () => {
    await noteProgress(member(), id(), { from: 0, to: 530 });
    expect(eventsOf(ctx, "recording-completed")).toHaveLength(0);
    await Promise.all([1, 2].map(() => noteProgress(member(), id(), { from: 500, to: 560 })));
    await noteProgress(member(), id(), { from: 560, to: 600 });
    expect(eventsOf(ctx, "recording-completed").map(({ data }) => data)).toEqual([
      {
        ...{ recordingId: id(), title: recording.title, personId: booker.personId },
        ...{ minutes: 10, completedOn: "2026-11-21" },
      },
    ]);
  });

  test("can be said chapter by chapter, of chapters that there are", async () => {
    for (const chapter of [2, 0, 1]) await noteChapter(member(), id(), chapter);
    expect((await readRecording(member(), id())).viewing?.completedOn).toBe("2026-11-21");
    await expect(noteChapter(member(), id(), 3)).rejects.toMatchObject({ code: "not-found" });
  });

  test("is refused to who has not opened it", async () => {
    await expect(noteProgress(as(ctx, stranger()), id(), { from: 0, to: 60 })).rejects.toMatchObject({
      code: "not-found",
    });
  });
});

describe("the catalogue of recordings", () => {
  test("shows what is published, with what whoever looks may do; a withdrawn one is there for who had opened it", async () => {
    await putMembership(100);
    const draft = await addRecording(staff(), recordingContent({ title: "A draft" }));
    await expect(readRecording(member(), draft.recordingId)).rejects.toMatchObject({ code: "not-found" });
    expect((await browse(ctx)).map(({ recording: { title }, may }) => [title, may.allowed])).toEqual([
      [recording.title, false],
    ]);
    expect((await browse(member()))[0]?.may.allowed).toBe(true);
    await openRecording(member(), id());
    await publishRecording(staff(), id(), "withdrawn");
    expect(await browse(member())).toEqual([]);
    expect((await readRecording(member(), id())).isOpen).toBe(true);
    await expect(readRecording(as(ctx, stranger()), id())).rejects.toMatchObject({ code: "not-found" });
    await expect(openRecording(as(ctx, stranger()), id())).rejects.toMatchObject({ code: "not-found" });
    expect((await listRecordings(staff(), { limit: 25 })).items).toHaveLength(2);
    await expect(listRecordings(member(), { limit: 25 })).rejects.toMatchObject({ code: "not-allowed" });
  });

  test("is gone through page by page, each with what whoever looks has seen of it", async () => {
    await putMembership(100);
    for (const title of ["Second", "Third"]) {
      days(1);
      await putRecording(ctx, { title });
    }
    await openRecording(member(), id());
    const first = await browseRecordings(member(), { limit: 2 });
    expect(first.recordings.map(({ recording: { title }, own }) => [title, own])).toEqual([
      ["Third", undefined],
      ["Second", undefined],
    ]);
    const last = await browseRecordings(member(), { limit: 2, cursor: first.cursor });
    expect(last.recordings).toMatchObject([{ recording: { title: recording.title }, own: { percent: 0 } }]);
    expect(last.cursor).toBeUndefined();
  });

  test("is staff's to change, against the version they had in front of them; its length stays once it was published", async () => {
    const { version } = await readRecordingDesk(staff(), id());
    const content = recordingContent({ title: "Writing it down" });
    await changeRecording(staff(), id(), { basedOn: version, content });
    await expect(changeRecording(staff(), id(), { basedOn: version, content })).rejects.toMatchObject({
      code: "stale",
    });
    const longer = { basedOn: version + 1, content: { ...content, minutes: 20 } };
    await expect(changeRecording(staff(), id(), longer)).rejects.toMatchObject({ code: "invalid-input" });
    await expect(addRecording(member(), content)).rejects.toMatchObject({ code: "not-allowed" });
    const draft = await addRecording(staff(), content);
    await expect(publishRecording(staff(), draft.recordingId, "withdrawn")).rejects.toMatchObject({ code: "conflict" });
    await publishRecording(staff(), id(), "published");
    expect(eventsOf(ctx, "recording-published")).toHaveLength(1);
  });

  test.each([
    [{ videoUrl: "http://video.example/a.mp4" }, "Enter a link that begins with https://"],
    [{ videoUrl: "javascript:alert(1)" }, "Enter a link that begins with https://"],
    [{ minutes: 0 }, "At least one minute"],
    [{ windowDays: 900 }, "At most 365 days"],
    [{ chapters: [] }, "A recording has at least one chapter"],
    [{ chapters: [{ startsAtSeconds: 9, title: "A", text: "" }] }, "The first chapter begins at 0:00"],
    [{ minutes: 7 }, "Every chapter begins before the recording ends"],
  ])("%j is refused", (more, message) => {
    const parsed = RecordingContent.safeParse({ ...recordingContent(), ...more });
    expect(parsed.error?.issues.map((issue) => issue.message)).toContain(message);
  });
});
