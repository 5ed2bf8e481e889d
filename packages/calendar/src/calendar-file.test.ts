import ICAL from "ical.js";
import { describe, expect, it } from "vitest";
import { type CalendarEntry, calendarFile, calendarType } from "./calendar-file.ts";

const entry = (more: Partial<CalendarEntry> = {}): CalendarEntry => ({
  uid: "ses_01KAK3F0Q8J5W2M7X9B4C6D8EF@alliance.example",
  sequence: 0,
  changedAt: "2026-11-21T10:00:00.123Z",
  startsAtLocal: "2027-01-20T15:45",
  endsAtLocal: "2027-01-20T17:00",
  title: "Starting a partnership",
  ...more,
});

/** As a calendar reads it. */
function read(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  const [zone] = calendar.getAllSubcomponents("vtimezone");
  if (zone) ICAL.TimezoneService.register(new ICAL.Timezone(zone));
  const events = calendar.getAllSubcomponents("vevent").map((each) => new ICAL.Event(each));
  return { calendar, events, event: events[0] as ICAL.Event };
}

const instants = (text: string) => {
  const { event } = read(text);
  return [event.startDate, event.endDate].map((time) => time.toJSDate().toISOString());
};

describe("a calendar's file", () => {
  it("is read as the instants that London's clocks mean, in winter, in summer, and across the change", () => {
    const at = (startsAtLocal: string, endsAtLocal: string) =>
      instants(calendarFile({ method: "PUBLISH", entries: [entry({ startsAtLocal, endsAtLocal })] }));
    expect(at("2027-01-20T15:45", "2027-01-20T17:00")).toEqual([
      "2027-01-20T15:45:00.000Z",
      "2027-01-20T17:00:00.000Z",
    ]);
    expect(at("2027-06-16T15:45", "2027-06-16T17:00")).toEqual([
      "2027-06-16T14:45:00.000Z",
      "2027-06-16T16:00:00.000Z",
    ]);
    expect(at("2027-03-27T23:00", "2027-03-28T13:00")).toEqual([
      "2027-03-27T23:00:00.000Z",
      "2027-03-28T12:00:00.000Z",
    ]);
    expect(at("2027-10-30T23:00", "2027-10-31T13:00")).toEqual([
      "2027-10-30T22:00:00.000Z",
      "2027-10-31T13:00:00.000Z",
    ]);
  });

  it("moves and takes away the very entry that it put: the same UID, a higher SEQUENCE", () => {
    const asked = read(calendarFile({ method: "REQUEST", entries: [entry()] })).event;
    const moved = read(
      calendarFile({ method: "REQUEST", entries: [entry({ sequence: 1, startsAtLocal: "2027-01-20T16:00" })] }),
    );
    const gone = read(calendarFile({ method: "CANCEL", entries: [entry({ sequence: 2, isCancelled: true })] }));
    expect([moved.event.uid, gone.event.uid]).toEqual([asked.uid, asked.uid]);
    expect([asked.sequence, moved.event.sequence, gone.event.sequence]).toEqual([0, 1, 2]);
    expect(gone.calendar.getFirstPropertyValue("method")).toBe("CANCEL");
    expect(gone.event.component.getFirstPropertyValue("status")).toBe("CANCELLED");
  });

  it("stamps in UTC, to the second", () => {
    const text = calendarFile({ method: "PUBLISH", entries: [entry()] });
    expect(text).toContain("\r\nDTSTAMP:20261121T100000Z\r\n");
  });

  it("keeps every word, whatever letters, and lets none of them end a line", () => {
    const title = `Evaluating; planning, and “measuring” \\ ${"é🎻".repeat(60)}`;
    const description = "First line\nSecond line\r\nEND:VEVENT";
    const text = calendarFile({
      method: "PUBLISH",
      name: "All training",
      entries: [entry({ title, description, location: "SR7 0AA" })],
    });
    const { event, calendar } = read(text);
    expect(event.summary).toBe(title);
    expect(event.description).toBe("First line\nSecond line\nEND:VEVENT");
    expect(calendar.getFirstPropertyValue("x-wr-calname")).toBe("All training");
    for (const line of text.split("\r\n")) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(text.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
  });

  it("names who invites and who is invited, without letting a name become a line", () => {
    const attendee = { name: 'Ada "A" \r\nX-EVIL:1 Example', email: "ada@school.example" };
    const text = calendarFile({
      method: "REQUEST",
      entries: [entry({ attendee, organiser: { name: "The alliance", email: "training@alliance.example" } })],
    });
    const [invited] = read(text).event.attendees;
    expect(invited?.getFirstValue()).toBe("mailto:ada@school.example");
    expect(invited?.getParameter("cn")).toBe("Ada A X-EVIL:1 Example");
    expect(read(text).calendar.getFirstProperty("x-evil")).toBeNull();
  });

  it("holds as many entries as there are, and none", () => {
    expect(
      read(calendarFile({ method: "PUBLISH", entries: [entry(), entry({ uid: "2@alliance.example" })] })).events,
    ).toHaveLength(2);
    expect(read(calendarFile({ method: "PUBLISH", entries: [] })).events).toEqual([]);
    expect(calendarType({ method: "REQUEST" })).toBe("text/calendar; charset=utf-8; method=REQUEST");
  });
});
