import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { expectHeading, payByCard, reloadUntil } from "./harness/joining.ts";
import { person, useBrowser } from "./harness/people.ts";

useBrowser();

interface Focus {
  readonly name: string;
  readonly isSeen: boolean;
}

// In the page: what has the focus, by the name somebody reads, and whether it looks any different with it.
const focused = `(() => {
  const at = document.activeElement;
  const name = at.labels?.[0]?.innerText ?? (at.innerText || at.ariaLabel || at.name || at.tagName);
  const look = (of) => { const s = getComputedStyle(of); return [s.outlineStyle !== "none" && s.outlineWidth, s.boxShadow, s.backgroundColor, s.borderColor].join(); };
  const marks = [at, at.labels?.[0]].filter(Boolean);
  const withFocus = marks.map((each) => look(each) + getComputedStyle(each, "::before").boxShadow + getComputedStyle(each, "::before").outline);
  at.blur();
  const without = marks.map((each) => look(each) + getComputedStyle(each, "::before").boxShadow + getComputedStyle(each, "::before").outline);
  at.focus();
  const box = at.getBoundingClientRect();
  return { name: name.trim(), isSeen: withFocus.join() !== without.join() && box.width > 0 && box.bottom > 0 };
})()`;

/** Presses Tab until what is wanted has the focus; every stop on the way must show that it has it. */
async function tabTo(page: Page, wanted: string | RegExp): Promise<void> {
  const stops: string[] = [];
  for (let presses = 0; presses < 40; presses++) {
    await page.keyboard.press("Tab");
    const { name, isSeen } = await page.evaluate<Focus>(focused);
    stops.push(name);
    expect(isSeen, `focus can be seen on "${name}" of ${page.url()}`).toBe(true);
    if (typeof wanted === "string" ? name.startsWith(wanted) : wanted.test(name)) return;
  }
  throw new Error(`Tab never came to ${wanted} on ${page.url()}, but to ${stops.join(" | ")}`);
}

describe("with the keyboard only", () => {
  it("a school joins and pays, from the front page to the portal", async () => {
    const page = await person();
    const { keyboard } = page;
    const enterOn = async (wanted: string | RegExp) => {
      await tabTo(page, wanted);
      await keyboard.press("Enter");
    };

    await page.goto("/");
    await enterOn("Skip to main content");
    await page.waitForURL(/#main-content$/);
    await enterOn("Find your school and join");
    await expectHeading(page, "Join for your school");
    await tabTo(page, "Find your school");
    await keyboard.type("fens free");
    await keyboard.press("Enter");
    await expectHeading(page, "Find your school");
    await enterOn("The Fens Free School");
    await page.waitForURL(/\/_local\/oidc\//);
    await enterOn(/colleague/i);
    await expectHeading(page, "Join for The Fens Free School");

    await enterOn("Continue");
    await expectHeading(page, /^What do you do at the /);
    await tabTo(page, "Headteacher or principal");
    await keyboard.press("Space");
    await keyboard.press("ArrowDown");
    await enterOn("Continue");
    await expectHeading(page, "Whom do we write to?");
    for (const _ of ["lead", "finance", "head"]) {
      await tabTo(page, /\(you\)$/);
      await keyboard.press("Space");
    }
    await enterOn("Continue");
    await expectHeading(page, "Who pays?");
    await tabTo(page, "The Fens Free School");
    await keyboard.press("Space");
    await enterOn("Continue");
    await expectHeading(page, "How is it paid?");
    await tabTo(page, "By card now");
    await keyboard.press("Space");
    await enterOn("Continue");
    await expectHeading(page, "Check your answers");
    await page.getByText("School business manager or finance").waitFor();
    await tabTo(page, "Join and pay by card");
    await keyboard.press("Space");
    await expectHeading(page, /^Pay for /);
    await enterOn(payByCard);
    await page.waitForURL(/\/pay\/cs_/);
    await enterOn("Bank asks to confirm");
    await expectHeading(page, "Your bank asks: is this you?");
    await enterOn("Approve the payment");
    await expectHeading(page, "Payment received");
    await enterOn("Go to your school’s overview");
    await expectHeading(page, "Your membership");
    await reloadUntil(page, "Lead contact");
  });

  it("errors are one key away from their fields, and the menu of a small screen opens", async () => {
    const page = await person({ width: 360 });
    await page.goto("/join?q=a");
    // The summary has the focus at once, so one Tab comes to its first link.
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    expect(await page.evaluate("document.activeElement.name")).toBe("q");

    await page.goto("/");
    await tabTo(page, "Menu");
    await page.keyboard.press("Enter");
    await tabTo(page, "Join");
    await page.keyboard.press("Enter");
    await expectHeading(page, "Join for your school");
  });
});
