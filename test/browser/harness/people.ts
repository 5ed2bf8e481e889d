import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, inject } from "vitest";
import { complaintsOf } from "./complaints.ts";

const { bucketOrigin } = inject("place");
export const { origin, payOrigin } = inject("place");

const patienceMs = 60_000;

/** A persona of the demo, or anybody else: they are signed up as they sign in. */
export type Who = string | { readonly name: string; readonly email: string; readonly groups?: readonly string[] };

export interface PersonOptions {
  readonly javaScript?: boolean;
  readonly width?: number;
}

let browser: Browser;
let contexts: BrowserContext[] = [];
const complaints: string[] = [];

/** Call once in a file: opens the browser, and fails every test in which a page complained. */
export function useBrowser(): void {
  beforeAll(async () => {
    browser = await chromium.connect(inject("place").browser);
  });
  afterEach(() => {
    expect(complaints.splice(0)).toEqual([]);
  });
  afterAll(async () => {
    await Promise.all(contexts.map((context) => context.close()));
    contexts = [];
    await browser.close();
  });
}

/** Somebody with a browser of their own. Everything their pages complain of is noted. */
export async function person({ javaScript = true, width = 1280 }: PersonOptions = {}): Promise<Page> {
  const context = await browser.newContext({
    baseURL: origin,
    javaScriptEnabled: javaScript,
    viewport: { width, height: 900 },
    reducedMotion: "reduce",
  });
  context.setDefaultTimeout(patienceMs);
  contexts.push(context);
  complaintsOf(context, [origin, payOrigin, bucketOrigin], (complaint) => complaints.push(complaint));
  return context.newPage();
}

/** Signs in on the identity provider's page, wherever the page has just been sent there. */
export async function chooseWho(page: Page, who: Who): Promise<void> {
  await page.waitForURL(/\/_local\/oidc\//);
  if (typeof who === "string") {
    await page.locator(`button[name="persona"][value="${who}"]`).click();
    return;
  }
  await page.getByText("Another person").click();
  await page.getByLabel("Name").fill(who.name);
  await page.getByLabel("E-mail").fill(who.email);
  for (const group of who.groups ?? []) await page.getByLabel(group, { exact: true }).check();
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

export async function signedIn(who: Who, options?: PersonOptions): Promise<Page> {
  const page = await person(options);
  await page.goto("/sign-in");
  await chooseWho(page, who);
  await page.waitForURL("/portal");
  return page;
}

/** Nobody else has this address, so no test meets the schools of another one. */
export const stranger = (firstName: string): Who => ({
  name: `${firstName} Hollis`,
  email: `${firstName.toLowerCase()}.hollis@somewhere.example`,
});

/** Somebody whose address nobody else has. */
export const named = (name: string) => ({ name: `${name} Marsh`, email: `${name.toLowerCase()}.marsh@states.example` });
