import { describe, it } from "vitest";
import { expectHeading, press, reloadUntil } from "../harness/joining.ts";
import { named, person, signedIn } from "../harness/people.ts";
import { inLetterTo } from "../harness/platform.ts";
import { bookFor, letItBegin, sessionOfToday } from "../harness/training-day.ts";
import { look, pressTo, visit } from "../harness/walk.ts";

const title = "Reading mentors across two schools";
const [trainer, booker, delegate] = [named("Tabitha"), named("Ulrich"), named("Vanessa")];
const register = "/training/:sessionId/register";
const record = "/portal/training/record";

describe("the day of a session, and what remains of it", () => {
  it("is run by whoever was named, marked, closed, certified and judged", async () => {
    const sessionId = await sessionOfToday(title);
    const path = `/training/${sessionId}/register`;
    const theirs = await signedIn(trainer);
    await visit(theirs, "/portal/training/registers", {
      name: "no session to run",
      route: "/portal/training/registers",
    });
    const staff = await signedIn("staff");
    const trainers = "/console/training/sessions/:sessionId/trainers";
    await visit(staff, trainers.replace(":sessionId", sessionId), { name: "nobody runs it", route: trainers });
    await pressTo(staff, "Name them", { name: "a trainer without an address", route: trainers, status: 422 });
    await staff.getByLabel("Email address of a trainer").fill(trainer.email);
    await pressTo(staff, "Name them", { name: "somebody runs it", route: trainers });

    await visit(theirs, path, { name: "a register of nobody", route: register });
    await bookFor(await signedIn(booker), sessionId, [delegate, named("Winifred")]);
    await visit(theirs, "/portal/training/registers", { name: "sessions to run", route: "/portal/training/registers" });
    await visit(theirs, path, { name: "a register", route: register });
    await visit(theirs, `${path}/run-sheet`, { name: "a run sheet", route: `${register}/run-sheet` });
    await visit(theirs, `${path}/walk-in`, { name: "somebody at the door", route: `${register}/walk-in` });
    const empty = { name: "nobody at the door", route: `${register}/walk-in`, status: 422 };
    await pressTo(theirs, "Give them a place", empty);
    await theirs.goto(path);
    await theirs.getByRole("link", { name: /^Somebody else came for Winifred/ }).click();
    await expectHeading(theirs, /^Who came for Winifred/);
    await look(theirs, { name: "who came instead", route: `${register}/names/:placeId` });
    await pressTo(theirs, "Save", { name: "nobody came instead", route: `${register}/names/:placeId`, status: 422 });

    await letItBegin();
    await theirs.goto(path);
    await press(theirs, /^Present Vanessa/);
    await theirs.getByText("All marks are saved").waitFor();
    await visit(theirs, `${path}/close`, { name: "what closing means", route: `${register}/close` });
    await pressTo(theirs, "Close the register", { name: "a closed register", route: register });
  });

  it("the certificate, to a stranger", async () => {
    const secret = await inLetterTo(delegate.email, /\/training\/feedback\/([\w-]{43})/);
    const stranger = await person();
    const feedback = "/training/feedback/:secret";
    await visit(stranger, `/training/feedback/${secret}`, { name: "what is asked afterwards", route: feedback });
    await pressTo(stranger, "Send", { name: "nothing answered", route: feedback, status: 422 });
    await stranger.getByLabel("Very useful").check();
    await stranger.getByLabel("About right").check();
    await stranger.getByLabel("Yes", { exact: true }).check();
    await pressTo(stranger, "Send", { name: "thanks", route: feedback });
    await stranger.getByRole("link", { name: "Your certificate" }).click();
    await expectHeading(stranger, "This certificate is valid");
    await look(stranger, { name: "a certificate", route: "/training/certificates/:code" });
    const check = "/training/certificates";
    await visit(stranger, check, { name: "where certificates are checked", route: check });
    await stranger.getByLabel("Code of the certificate").fill("nonsense");
    await pressTo(stranger, "Check it", { name: "no code", route: check, status: 422 });
  });

  it("one's own record, and what staff read", async () => {
    const page = await signedIn(delegate);
    await visit(page, record, { name: "a record", route: record });
    await reloadUntil(page, title);
    await page.getByRole("link", { name: /^Feedback/ }).click();
    await expectHeading(page, "How was it?");
    await look(page, { name: "feedback from the record", route: `${record}/:code/feedback` });
    const newcomer = await signedIn(booker);
    await visit(newcomer, record, { name: "an empty record", route: record });
    const staff = await signedIn("staff");
    await staff.goto("/console/training");
    await staff.getByRole("link", { name: title }).click();
    await expectHeading(staff, title);
    await staff.getByRole("link", { name: "Feedback" }).click();
    await expectHeading(staff, "Feedback");
    const desk = "/console/training/sessions/:sessionId";
    await look(staff, { name: "what people said", route: `${desk}/feedback` });
    await visit(staff, staff.url().replace(/feedback$/, "no-shows"), { name: "no fee", route: `${desk}/no-shows` });
  });
});
