import { describe, it } from "vitest";
import { expectHeading, press, reloadUntil } from "../harness/joining.ts";
import { named, signedIn } from "../harness/people.ts";
import { publishedSession } from "../harness/sessions.ts";
import { look, pressTo, visit } from "../harness/walk.ts";

const title = "How a partnership survives a change of head";
const one = "/console/training/sessions/:sessionId";
const booking = "/training/bookings/:bookingId";

describe("what staff decide for everybody who booked", () => {
  it("a session that moves, and then is off", async () => {
    const sessionId = await publishedSession(title);
    const booker = await signedIn(named("Ottoline"));
    await booker.goto(`/training/${sessionId}/book`);
    await booker.getByLabel("Name of your school or organisation").fill("Cliff Top Trust");
    await press(booker, "Hold the places");
    await expectHeading(booker, "Finish your booking");
    await press(booker, "Confirm the booking");
    await booker.waitForURL(/done=confirmed/);
    const theirs = new URL(booker.url()).pathname;

    const moving = `${booking}/move/:sessionId`;
    await visit(booker, `${theirs}/move/${sessionId}`, { name: "where places could move to", route: moving });

    const staff = await signedIn("staff");
    const desk = `/console/training/sessions/${sessionId}`;
    await visit(staff, `${desk}/move`, { name: "what moving it means", route: `${one}/move` });
    await pressTo(staff, "Move it and tell everybody", { name: "no reason", route: `${one}/move`, status: 422 });
    await staff.getByLabel("Why? Everybody who booked reads this").fill("The hall is needed for an examination.");
    await staff.getByLabel("It ends at").fill("17:00");
    await pressTo(staff, "Move it and tell everybody", { name: "a session that moved", route: one });
    await visit(booker, theirs, { name: "a booking whose session moved", route: booking });

    const message = `${one}/message`;
    await visit(staff, `${desk}/message`, { name: "writing to delegates", route: message });
    await pressTo(staff, "Look at it before it is sent", { name: "nothing to say", route: message, status: 422 });
    await staff.getByLabel("Subject").fill("Please bring your plan");
    await staff.getByLabel("What you want to say").fill("We will work on it in groups.");
    await pressTo(staff, "Look at it before it is sent", { name: "a message as it will be read", route: message });
    await pressTo(staff, "Send it now", { name: "a message on its way", route: one });

    const takings = "/console/training/takings";
    await visit(staff, takings, { name: "income and take-up", route: takings });
    await visit(staff, `${desk}/cancel`, { name: "what cancelling it means", route: `${one}/cancel` });
    await pressTo(staff, "Cancel the session and tell everybody", {
      ...{ name: "no reason for cancelling", route: `${one}/cancel`, status: 422 },
    });
    await staff.getByLabel("Why? Everybody who booked reads this").fill("The speaker has fallen ill.");
    await pressTo(staff, "Cancel the session and tell everybody", { name: "a cancelled session", route: one });
    await booker.goto(theirs);
    await reloadUntil(booker, "We had to cancel this session");
    await look(booker, { name: "a booking whose session is off", route: booking });
  });
});
