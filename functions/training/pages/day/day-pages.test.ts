import { as, person, staffMember, system } from "@alliance/testing";
import { beforeEach, describe, expect, it } from "vitest";
import { type Day, moveTo, theDay, trainer } from "../../attendance/testing-day.ts";
import { booker } from "../../bookings/testing-school.ts";
import { eventsOf } from "../../bookings/testing-world.ts";
import { browserOf } from "../../test-world.ts";
import { moveSessionsOn } from "../../use-cases/move-sessions-on.ts";
import { noteNeeds } from "../../use-cases/note-needs.ts";
import { remindOfRegisters } from "../../use-cases/remind-of-registers.ts";

let day: Day;
let browser: Awaited<ReturnType<typeof browserOf>>;
let path: string;
beforeEach(async () => {
  day = await theDay();
  browser = await browserOf(day.ctx, trainer);
  path = `/training/${day.session.sessionId}/register`;
});

const onceIn = (text: string): string => /name="onceKey" value="([^"]+)"/.exec(text)?.[1] ?? "";
const post = async (where: string, fields: Record<string, string>) => {
  const { text } = await browser.get(where);
  return browser.submit(where, { onceKey: onceIn(text), ...fields });
};

describe("the register on a phone", () => {
  it("is reached from the sessions that somebody runs", async () => {
    const { status, text } = await browser.get("/portal/training/registers");
    expect(status).toBe(200);
    expect(text).toContain(`href="${path}"`);
    const others = await (await browserOf(day.ctx, person())).get("/portal/training/registers");
    expect(others.text).toContain("None yet");
  });

  it("has a key for each answer, works without script, and says who marked what", async () => {
    const [ada] = day.placeIds;
    const { status, headers } = await browser.submit(path, { tap: `${ada} late`, page: "1" });
    expect([status, headers.get("location")]).toEqual([303, `${path}#${ada}`]);
    const { text } = await browser.get(path);
    expect(text).toContain("Late, marked by Tess Trainer at 16:15 on 20/1");
    expect(text).toMatch(new RegExp(`value="${ada} late"[^>]*aria-pressed="true"`));
    expect(text).toContain("Name to follow");
  });

  it("says of a closed register that whoever was not marked counts as absent, on its page and by its script", async () => {
    await browser.submit(path, { tap: `${day.placeIds[0]} late`, page: "1" });
    const marksPath = `/api/training/sessions/${day.session.sessionId}/marks`;
    expect((await browser.get(path)).text).toContain("Not marked yet");
    expect((await post(`${path}/close`, {})).status).toBe(303);
    for (const { text } of [await browser.get(path), await browser.get(marksPath)]) {
      expect(text).not.toContain("Not marked yet");
      expect(text.match(/Not marked: counted as absent/g)).toHaveLength(2);
    }
  });

  it("stands in the console among what waits, once the session is over and until it is closed", async () => {
    const list = async (actor: Parameters<typeof browserOf>[1]) =>
      (await (await browserOf(day.ctx, actor)).get("/console/training")).text;
    expect(await list(staffMember())).not.toContain("Registers to close");
    moveTo(day.ctx, "2027-01-20T17:05:00.000Z");
    await moveSessionsOn(as(day.ctx, system("training")));
    const waiting = await list(staffMember());
    expect(waiting).toContain("Registers to close");
    expect(waiting).toContain(`href="${path}"`);
    expect(waiting).toContain("No reminder sent yet");
    moveTo(day.ctx, "2027-01-21T09:00:00.000Z");
    await remindOfRegisters(as(day.ctx, system("training")));
    expect(await list(staffMember())).toMatch(/Reminder sent on[\s\S]{0,80}21 January 2027/);
    browser = await browserOf(day.ctx, trainer);
    await post(`${path}/close`, {});
    expect(await list(staffMember())).not.toContain("Registers to close");
  });

  it("finds a name among many, and says so where there is none", async () => {
    const { text } = await browser.submit(`${path}/find`, { q: "BEN" });
    expect(text).toContain("Ben Delegate");
    expect(text).not.toContain("Ada Booker");
    expect((await browser.submit(`${path}/find`, { q: "nobody-of-this-name" })).text).toContain("Nobody of that name");
    const { headers } = await browser.submit(path, { tap: `${day.placeIds[1]} late` });
    expect(headers.get("location")).toBe(`${path}#${day.placeIds[1]}`);
  });

  it("takes the taps that a browser had kept, and tells what stands", async () => {
    const [ada, ben] = day.placeIds;
    const api = `/api/training/sessions/${day.session.sessionId}/marks`;
    const send = (marks: unknown) =>
      browser.send(api, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ marks }),
      });
    const taps = [
      { placeId: ada, mark: "present", tapId: "tap-00000001", secondsAgo: 600 },
      { placeId: ben, mark: "absent", tapId: "tap-00000002", secondsAgo: 0 },
    ];
    expect((await send(taps)).status).toBe(200);
    expect(JSON.parse((await browser.get(api)).text)).toMatchObject({ counts: { present: 1, absent: 1, unmarked: 1 } });
    expect((await send([{ ...taps[0], mark: "perhaps" }])).status).toBe(422);
    expect((await send([])).status).toBe(422);
    const foreign = await browserOf(day.ctx, booker);
    expect((await foreign.get(api)).status).toBe(404);
  });

  it("opens on the morning of its day", async () => {
    moveTo(day.ctx, "2027-01-19T12:00:00.000Z");
    const { text } = await browser.get(path);
    expect(text).toContain("opens on the morning of its day");
    expect(text).not.toContain('name="tap"');
    expect((await browser.submit(path, { tap: `${day.placeIds[0]} late` })).status).toBe(409);
  });

  it("is closed after one question, and says what closing means", async () => {
    expect((await browser.get(`${path}/close`)).text).toContain("Whoever is not marked counts as absent");
    expect((await browser.submit(`${path}/close`, {})).status).toBe(303);
    expect((await browser.get(`${path}?done=closed`)).text).toContain("The register is closed");
    expect((await browser.get(`${path}/close`)).status).toBe(303);
  });
});

describe("people at the door", () => {
  const walkIn = { name: "Wanda", email: "wanda@example.org", organisationName: "Cliff Top Trust" };

  it("are admitted with the question who pays; what is missing stands at its field and what was typed is kept", async () => {
    const refused = await post(`${path}/walk-in`, { ...walkIn, email: "wanda" });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain("Choose who pays");
    expect(refused.text).toContain("Enter an email address");
    expect(refused.text).toContain('value="Cliff Top Trust"');
    const why = await post(`${path}/walk-in`, { ...walkIn, paying: "nobody" });
    expect(why.text).toContain("Say why there is no charge");
    expect((await post(`${path}/walk-in`, { ...walkIn, paying: "invoice" })).status).toBe(303);
    expect(eventsOf(day.ctx, "walk-in-admitted")).toHaveLength(1);
  });

  it("a form that is sent twice admits one", async () => {
    const { text } = await browser.get(`${path}/walk-in`);
    const fields = { onceKey: onceIn(text), ...walkIn, paying: "invoice" };
    await Promise.all([browser.submit(`${path}/walk-in`, fields), browser.submit(`${path}/walk-in`, fields)]);
    expect(eventsOf(day.ctx, "walk-in-admitted")).toHaveLength(1);
  });

  it("are told of a full room in words that help", async () => {
    for (const email of ["a@example.org", "b@example.org", "c@example.org"]) {
      await post(`${path}/walk-in`, { ...walkIn, email, paying: "invoice" });
    }
    const full = await post(`${path}/walk-in`, { ...walkIn, paying: "invoice" });
    expect(full.status).toBe(422);
    expect(full.text).toContain("The room is full");
  });

  it("are named on the place they came for", async () => {
    const where = `${path}/names/${day.placeIds[1]}`;
    expect((await browser.get(where)).text).toContain("Who came for Ben Delegate?");
    expect((await post(where, { name: "", email: "x@example.org" })).text).toContain("Enter their name");
    expect((await post(where, { name: "Sam", email: "sam@example.org" })).status).toBe(303);
    expect((await browser.get(path)).text).toContain("Sam");
    expect((await browser.get(`${path}/names/bkg_nobody-1`)).status).toBe(404);
  });
});

describe("what is printed and taken away", () => {
  it("the run sheet says where, the way in, and who comes from which school", async () => {
    const { text } = await browser.get(`${path}/run-sheet`);
    for (const words of ["Harbour Hall, Quay Street, Seaham, SR7 0AA", "Ada Booker, Ben Delegate, 1 name to follow"]) {
      expect(text).toContain(words);
    }
  });

  it("the run sheet says what is needed, and not who needs it", async () => {
    const { bookingId } = day.booking;
    const needs = [{ placeId: day.placeIds[1], words: "Step-free access" }];
    await noteNeeds(as(day.ctx, booker), { bookingId, needs });
    const { text } = await browser.get(`${path}/run-sheet`);
    expect(text).toContain("<li>Step-free access</li>");
  });

  it("the roster is a file without formulas, for those alone who may see it", async () => {
    const reply = await browser.get(`${path}/roster.csv`);
    expect(reply.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect(reply.text).toContain('"Ben Delegate","ben@example.org","Harbour View Primary School"');
    for (const actor of [booker, staffMember("finance"), staffMember("assessor")]) {
      expect((await (await browserOf(day.ctx, actor)).get(`${path}/roster.csv`)).status).toBe(404);
    }
    expect((await browser.get("/training/nothing/register/roster.csv")).status).toBe(404);
  });
});

describe("who runs a session", () => {
  it("is named and removed by staff on a page of the session's desk", async () => {
    const staff = await browserOf(day.ctx, staffMember());
    const where = `/console/training/sessions/${day.session.sessionId}/trainers`;
    expect((await staff.get(where)).text).toContain("Tess Trainer");
    expect((await staff.submit(where, { email: "nobody@example.org" })).text).toContain("Nobody has an account");
    expect((await staff.submit(where, { email: "nonsense" })).status).toBe(422);
    expect((await staff.submit(where, { email: "ada@example.org" })).status).toBe(303);
    expect((await staff.submit(`${where}/remove`, { personId: trainer.personId })).status).toBe(303);
    expect((await browser.get(path)).status).toBe(404);
    expect((await browser.get(where)).status).toBe(403);
  });
});
