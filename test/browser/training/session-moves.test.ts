import { describe, expect, it } from "vitest";
import { expectHeading, press } from "../harness/joining.ts";
import { named, origin, signedIn, useBrowser } from "../harness/people.ts";
import { publishedSession } from "../harness/sessions.ts";

useBrowser();

const title = "Reading partners across two year groups";
const delegate = "wren.marsh@states.example";

/** The calendar's entry in the letter to the delegate with that subject, once it has come. */
async function entryIn(subject: string): Promise<{ readonly text: string; readonly entry: string }> {
  for (let tries = 0; tries < 200; tries++) {
    const reply = await fetch(`${origin}/_local/mail`, { headers: { accept: "application/json" } });
    const { mails } = (await reply.json()) as {
      mails: { messageId: string; to: string[]; subject: string; text: string }[];
    };
    const mail = mails.find((each) => each.to.includes(delegate) && each.subject === subject);
    if (mail) {
      const file = await fetch(`${origin}/_local/mail/${mail.messageId}/attachments/0`);
      return { text: mail.text, entry: await file.text() };
    }
  }
  throw new Error(`no letter to ${delegate}: ${subject}`);
}

const propertyOf = (entry: string, name: string): string | undefined =>
  new RegExp(`^${name}[^:]*:(.*)$`, "m").exec(entry.replaceAll("\r\n ", ""))?.[1]?.trim();

describe("a session that staff move", () => {
  it("moves in the calendar of a delegate who did not book", async () => {
    const sessionId = await publishedSession(title);
    const booker = await signedIn(named("Isolde"));
    await booker.goto(`/training/${sessionId}/book`);
    await booker.getByLabel("Name of your school or organisation").fill("Cliff Top Trust");
    await press(booker, "Hold the places");
    await expectHeading(booker, "Finish your booking");
    await booker.getByRole("group", { name: "Place 1" }).getByLabel("Somebody whose name and email I have").check();
    await booker.getByLabel("Name, place 1").fill("Wren Marsh");
    await booker.getByLabel("Email address, place 1").fill(delegate);
    await press(booker, "Confirm the booking");
    await booker.waitForURL(/done=confirmed/);
    const before = (await entryIn(`You have a place: ${title}`)).entry;

    const staff = await signedIn("staff");
    await staff.goto(`/console/training/sessions/${sessionId}`);
    await staff.getByRole("link", { name: "Move it to another time or place" }).click();
    await expectHeading(staff, title);
    await staff.getByText("1 booking with 1 place, named").waitFor();
    await staff.getByLabel("It begins at").fill("14:30");
    await staff.getByLabel("It ends at").fill("17:30");
    await staff.getByLabel("Why? Everybody who booked reads this").fill("The hall is needed for an examination.");
    await press(staff, "Move it and tell everybody");
    await staff.getByText("The session is moved. We are writing to everybody who booked.").waitFor();

    const { entry, text } = await entryIn(`Moved: ${title}`);
    expect(text).toContain("The hall is needed for an examination.");
    expect(propertyOf(entry, "METHOD")).toBe("REQUEST");
    expect(propertyOf(entry, "UID")).toBe(propertyOf(before, "UID"));
    expect([before, entry].map((each) => propertyOf(each, "SEQUENCE"))).toEqual(["0", "1"]);
    expect(propertyOf(entry, "DTSTART;TZID")).toBe(propertyOf(before, "DTSTART;TZID")?.replace("T130000", "T143000"));
  });
});
