import { chromium } from "playwright-core";
import { chromiumPath } from "./harness/chromium.ts";

const origin = "http://localhost:4330";
const out = "/tmp/helper-t/shots";
const browser = await chromium.launch({ executablePath: chromiumPath() });
const clock = async (date: string) => {
  const r = await fetch(`${origin}/_local/clock`, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded", origin, accept: "application/json" },
    body: new URLSearchParams({ date }),
  });
  console.log("clock", date, r.status, (await r.text()).slice(0, 200));
};
const sizes = { desktop: { width: 1280, height: 900 }, phone: { width: 360, height: 740 } } as const;
async function as(persona: string, size: keyof typeof sizes) {
  const context = await browser.newContext({ viewport: sizes[size], baseURL: origin });
  const page = await context.newPage();
  await page.goto("/sign-in");
  await page.locator(`button[name="persona"][value="${persona}"]`).click();
  await page.waitForURL(/portal|console/);
  return page;
}
const shot = async (page: any, name: string) => {
  await page.waitForLoadState("networkidle");
  await page.screenshot({ path: `${out}/${name}.png`, fullPage: true });
};

export { as, browser, clock, shot };

const step = process.argv[2];
if (step === "1") {
  for (const size of ["desktop", "phone"] as const) {
    const page = await as("lead", size);
    await page.goto("/portal");
    await shot(page, `portal-${size}`);
    await page.goto("/portal/membership/why");
    await shot(page, `why-empty-${size}`);
    await page.goto("/portal/membership/why?benefit=live-training&on-day=1&on-month=12&on-year=2026&price=100");
    await shot(page, `why-yes-${size}`);
    await page.goto("/portal/membership/why?benefit=&on-day=31&on-month=2&on-year=2026&price=x");
    await shot(page, `why-wrong-${size}`);
    await page.context().close();
  }
}
if (step === "2") {
  await clock("2027-06-10T08:00:00.000Z");
  for (const size of ["desktop", "phone"] as const) {
    const page = await as("lead", size);
    await page.goto("/portal");
    await shot(page, `portal-june-${size}`);
    const link = page.getByRole("link", { name: /Renew from/ }).first();
    await link.click();
    await shot(page, `renew-${size}`);
    await page.getByRole("button", { name: "Renew" }).click();
    await shot(page, `renew-wrong-${size}`);
    await page.context().close();
  }
}
if (step === "3") {
  await clock(process.argv[3] ?? "");
  await new Promise((r) => setTimeout(r, 6000));
  for (const size of ["desktop", "phone"] as const) {
    const page = await as("lead", size);
    await page.goto("/portal");
    await shot(page, `portal-${(process.argv[3] ?? "").slice(0, 10)}-${size}`);
    await page.context().close();
  }
}
await browser.close();
