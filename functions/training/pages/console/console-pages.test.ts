import { staffMember, testCtx } from "@alliance/testing";
import { describe, expect, it } from "vitest";
import { SessionContent } from "../../schema/session.ts";
import { templates } from "../../sessions/templates.ts";
import { browserOf, onlineSession, putSession, roomSession } from "../../test-world.ts";
import { listSessions } from "../../use-cases/list-sessions.ts";
import { readDesk } from "../../use-cases/read-desk.ts";
import { SessionForm } from "./session-form.ts";
import { valuesOf, valuesOfTemplate } from "./session-values.ts";

const sessions = "/console/training/sessions";

async function world() {
  const ctx = testCtx(staffMember());
  return { ctx, browser: await browserOf(ctx, staffMember()) };
}

/** The fields of a form as a browser sends them. */
const fieldsOf = (values: Readonly<Record<string, string | readonly string[]>>, more: Record<string, string> = {}) =>
  Object.entries({ ...values, ...more }).flatMap(([name, value]): [string, string][] =>
    [value].flat().map((each) => [name, each] as [string, string]),
  );

const words = { title: "Evaluating together", summary: "How to see what a partnership changed.", subjects: "academic" };
const starts = { "starts-day": "20", "starts-month": "1", "starts-year": "2027" };

describe("the form of a session", () => {
  it("gives back what a session says, of every shape", () => {
    const hybrid = {
      ...{ format: "hybrid", region: "London", perSchoolQuota: 3, noShowFeePence: 2_050 },
      online: { link: "https://meet.example/x", instructions: "Early" },
      price: { listNetPence: 9_950, memberNetPence: 0 },
      venue: { name: "Hall", addressLines: ["1 Street", "Town"], postcode: "AB1 2CD", instructions: "Ring" },
      pools: [
        { poolId: "room", capacity: 5 },
        { poolId: "online", capacity: 50 },
      ],
    } as const;
    const twoDays = {
      startsAtLocal: "2027-03-27T09:30",
      endsAtLocal: "2027-03-28T16:00",
      bookingClosesAtLocal: "2027-03-01T09:00",
    };
    for (const content of [onlineSession(), roomSession(), onlineSession(hybrid as never), roomSession(9, twoDays)]) {
      const parsed = SessionForm.parse({ ...valuesOf(content), basedOn: "7" });
      expect(parsed).toEqual({ content: SessionContent.parse(content), basedOn: 7 });
    }
  });

  it("begins with each template, and lacks only what is the session's own", () => {
    for (const templateId of Object.keys(templates)) {
      const errors = SessionForm.safeParse(valuesOfTemplate(templateId)).error?.issues.map(({ path }) => path[0]) ?? [];
      const own = [
        "title",
        "summary",
        "subjects",
        "starts",
        "endTime",
        "venueName",
        "venueAddress",
        "venuePostcode",
        "region",
        "closes",
      ];
      expect(
        errors.filter((field) => !own.includes(String(field))),
        templateId,
      ).toEqual([]);
    }
    expect(valuesOfTemplate("nonsense")).toBeUndefined();
  });
});

describe("building in the console", () => {
  it("goes from a template to a draft, once however often it is pressed", async () => {
    const { ctx, browser } = await world();
    expect((await browser.get("/console/training/new")).text).toContain("Twilight session online");
    const form = await browser.get("/console/training/new/twilight");
    const onceKey = /name="onceKey" value="([^"]+)"/.exec(form.text)?.[1] ?? "";
    const fields = fieldsOf(valuesOfTemplate("twilight") ?? {}, { ...words, ...starts, onceKey });
    const first = await browser.submit("/console/training/new/twilight", fields);
    expect(first.status).toBe(303);
    await browser.submit("/console/training/new/twilight", fields);
    const { items } = await listSessions(ctx, { limit: 10 });
    expect(items).toMatchObject([{ title: "Evaluating together", status: "draft", startsAtLocal: "2027-01-20T15:45" }]);
    expect((await browser.get(first.headers.get("location") ?? "")).text).toContain("The draft is saved.");
  });

  it("tells what is wrong at its field, and keeps what was typed", async () => {
    const { browser } = await world();
    const values = valuesOfTemplate("hybrid") ?? {};
    const typed = {
      ...words,
      "starts-day": "31",
      "starts-month": "2",
      "starts-year": "2027",
      listPrice: "much",
      onlinePlaces: "0",
    };
    const reply = await browser.submit(
      "/console/training/new/hybrid",
      fieldsOf(values, { ...typed, onceKey: "once-00000001" }),
    );
    expect(reply.status).toBe(422);
    for (const field of ["starts", "listPrice", "onlinePlaces", "venueName"]) {
      expect(reply.text).toMatch(new RegExp(`href="#${field}"`));
    }
    expect(reply.text).toContain('value="much"');
    const past = { ...words, ...starts, "starts-year": "2025", onceKey: "once-00000002" };
    const late = await browser.submit(
      "/console/training/new/twilight",
      fieldsOf(valuesOfTemplate("twilight") ?? {}, past),
    );
    expect(late.text).toContain("Enter a day and a time in the future");
    expect((await browser.get("/console/training/new/nonsense")).status).toBe(404);
  });
});

describe("the desk of a session", () => {
  const draft = { status: "draft", publishedAt: undefined } as const;

  it("publishes now, or by itself and not after all", async () => {
    const { ctx, browser } = await world();
    const { sessionId } = await putSession(ctx, onlineSession(), draft);
    const later = {
      when: "later",
      "publishAt-day": "1",
      "publishAt-month": "12",
      "publishAt-year": "2026",
      publishTime: "0800",
    };
    expect((await browser.submit(`${sessions}/${sessionId}/publish`, later)).headers.get("location")).toMatch(
      /done=scheduled$/,
    );
    expect((await browser.get(`${sessions}/${sessionId}`)).text).toContain("1 December 2026 at 08:00");
    await browser.submit(`${sessions}/${sessionId}/withdraw`, {});
    expect((await readDesk(ctx, sessionId)).session.status).toBe("draft");
    const past = { ...later, "publishAt-year": "2025" };
    for (const wrong of [past, { ...later, publishTime: "soon" }, { when: "" }]) {
      expect((await browser.submit(`${sessions}/${sessionId}/publish`, wrong)).status).toBe(422);
    }
    await browser.submit(`${sessions}/${sessionId}/publish`, { when: "now" });
    expect((await readDesk(ctx, sessionId)).session.status).toBe("published");
  });

  it("of two editors tells the second, with what they typed, and lets them save then", async () => {
    const { ctx, browser } = await world();
    const session = onlineSession();
    const { sessionId } = await putSession(ctx, session, draft);
    const save = (basedOn: string, title: string) =>
      browser.submit(`${sessions}/${sessionId}/edit`, fieldsOf(valuesOf(session), { basedOn, title }));
    expect((await save("1", "The first title")).status).toBe(303);
    const second = await save("1", "The second title");
    expect(second.status).toBe(409);
    expect(second.text).toContain('value="The second title"');
    expect(second.text).toContain('name="basedOn" value="2"');
    expect((await save("2", "The second title")).status).toBe(303);
    expect((await browser.get(`${sessions}/${sessionId}/edit`)).text).toContain('value="The second title"');
  });

  it("says at its field what a published session keeps", async () => {
    const { ctx, browser } = await world();
    const session = onlineSession();
    const { sessionId } = await putSession(ctx, session);
    const fields = fieldsOf(valuesOf(session), { basedOn: "1", startTime: "16:00", onlinePlaces: "100" });
    const reply = await browser.submit(`${sessions}/${sessionId}/edit`, fields);
    expect(reply.status).toBe(422);
    expect(reply.text).toMatch(/href="#starts"/);
    expect(reply.text).toMatch(/href="#onlinePlaces"/);
  });

  it("copies to other days, as a series if asked, and names a line that is no day", async () => {
    const { ctx, browser } = await world();
    const { sessionId } = await putSession(ctx, onlineSession(), draft);
    const copy = (days: string) => browser.submit(`${sessions}/${sessionId}/repeat`, { days, asSeries: "yes" });
    expect((await copy("3/2/2027\n30/2/2027")).text).toContain("“30/2/2027” is no day");
    expect((await copy("")).status).toBe(422);
    expect((await copy("3/2/2027\n17.2.2027")).status).toBe(303);
    expect((await browser.get(`${sessions}/${sessionId}`)).text).toMatch(/Dates of this series.*17 February 2027/s);
    expect((await listSessions(ctx, { limit: 10 })).items).toHaveLength(3);
  });

  it("is not there for an id that is nobody's", async () => {
    const { browser } = await world();
    expect((await browser.get(`${sessions}/ses_01KAK3F0Q8J5W2M7X9B4C6D8ZZ`)).status).toBe(404);
    expect((await browser.get(`${sessions}/nonsense`)).status).toBe(404);
  });
});
