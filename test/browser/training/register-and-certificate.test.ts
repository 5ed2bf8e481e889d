import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { expectHeading, press, reloadUntil } from "../harness/joining.ts";
import { named, person, signedIn, useBrowser } from "../harness/people.ts";
import { inLetterTo } from "../harness/platform.ts";
import { bookFor, letItBegin, sessionOfToday } from "../harness/training-day.ts";

useBrowser();

const [ada, ben, cleo] = [named("Adaline"), named("Benno"), named("Cleophas")];
const trainer = named("Dagmar");
let sessionId: string;
let path: string;
let phone: Page;
let colleague: Page;

const stateOf = (page: Page, name: string) => page.getByRole("listitem").filter({ hasText: name });
const isPressed = (page: Page, key: RegExp) => page.getByRole("button", { name: key }).getAttribute("aria-pressed");

beforeAll(async () => {
  sessionId = await sessionOfToday("A register without a connection");
  path = `/training/${sessionId}/register`;
  phone = await signedIn(trainer, { width: 360 });
  colleague = await signedIn("staff");
  await colleague.goto(`/console/training/sessions/${sessionId}/trainers`);
  await colleague.getByLabel("Email address of a trainer").fill(trainer.email);
  await press(colleague, "Name them");
  await bookFor(await signedIn(named("Egon")), sessionId, [ada, ben, cleo]);
  await letItBegin();
});

describe("a trainer marks the register on a phone", () => {
  it("one tap a person, and without a connection the taps wait", async () => {
    await phone.goto(path);
    await press(phone, /^Present Adaline/);
    await phone.getByText("All marks are saved").waitFor();
    await phone.context().setOffline(true);
    await press(phone, /^Late Benno/);
    await phone.getByText(/not saved yet/).waitFor();
    expect(await isPressed(phone, /^Late Benno/)).toBe("true");
    await stateOf(phone, "Benno").getByText("Not saved yet").waitFor();
  });

  it("somebody else marks meanwhile, and nothing of either is lost", async () => {
    await colleague.goto(path);
    await press(colleague, /^Absent Cleophas/);
    await colleague.getByText("All marks are saved").waitFor();
    await phone.context().setOffline(false);
    await phone.getByText("All marks are saved").waitFor();
    await reloadUntil(colleague, /Late, marked by Dagmar Marsh/);
    await phone.reload();
    expect(await isPressed(phone, /^Present Adaline/)).toBe("true");
    expect(await isPressed(phone, /^Late Benno/)).toBe("true");
    expect(await isPressed(phone, /^Absent Cleophas/)).toBe("true");
  });

  it("works without script as well, and is closed after one question", async () => {
    const plain = await signedIn(trainer, { javaScript: false, width: 360 });
    await plain.goto(path);
    await press(plain, /^Present Cleophas/);
    await expectHeading(plain, "A register without a connection");
    await stateOf(plain, "Cleophas")
      .getByText(/^Present, marked by Dagmar/)
      .waitFor();
    await plain.getByRole("button", { name: "Close the register" }).click();
    await expectHeading(plain, "Close the register?");
    await press(plain, "Close the register");
    await plain.getByText("The register is closed.").first().waitFor();
  });
});

describe("a stranger checks a certificate", () => {
  it("by the code that it bears, without an account", async () => {
    const secret = await inLetterTo(ben.email, /\/training\/feedback\/([\w-]{43})/);
    const holder = await person();
    await holder.goto(`/training/feedback/${secret}`);
    await holder.getByRole("link", { name: "Your certificate" }).click();
    await expectHeading(holder, "This certificate is valid");
    const code = (await holder.locator("dd").last().textContent()) ?? "";
    const stranger = await person({ width: 360 });
    await stranger.goto("/training/certificates");
    await stranger.getByLabel("Code of the certificate").fill(` ${code.toLowerCase().replaceAll("-", " ")}`);
    await press(stranger, "Check it");
    await expectHeading(stranger, "This certificate is valid");
    await stranger.getByText("Benno Marsh").waitFor();
    const pdf = await stranger.request.get(`${stranger.url()}/certificate.pdf`);
    expect(pdf.headers()["content-type"]).toBe("application/pdf");
  });

  it("sees that it does not count any more, once the attendance was found to be wrong", async () => {
    const secret = await inLetterTo(ben.email, /\/training\/feedback\/([\w-]{43})/);
    const stranger = await person();
    await stranger.goto(`/training/feedback/${secret}`);
    await stranger.getByRole("link", { name: "Your certificate" }).click();
    await colleague.goto(path);
    await press(colleague, /^Absent Benno/);
    await colleague.getByText("All marks are saved").waitFor();
    await reloadUntil(stranger, "This certificate was withdrawn");
  });
});
