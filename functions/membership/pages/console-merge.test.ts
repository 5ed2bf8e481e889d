import { staffMember, type TestCtx } from "@alliance/testing";
import { expect, test } from "vitest";
import { harbour, idNumbered, mergeWorld, quay, school, term } from "../merging/test-world.ts";
import { MemoryFiles } from "../register/memory-files.ts";
import { searchableRegisterReader } from "../register/searchable-register.ts";
import { browserOf } from "../test-world.ts";

const path = (from: string, into: string) => `/console/membership/organisations/${from}/merge/${into}`;

async function given() {
  const ctx = await mergeWorld({
    organisations: [school(harbour, "900001"), school(quay, "900002")],
    terms: [term(harbour, 1), term(quay, 2)],
    people: [{ personId: idNumbered("per", 1), organisationId: harbour, role: "lead", from: "2026-09-01" }],
  });
  return { ctx, browser: await browser(ctx) };
}

async function browser(ctx: TestCtx) {
  const files = new MemoryFiles();
  return browserOf({ ctx, files, register: searchableRegisterReader(files) }, staffMember());
}

/** What the form of a page would send with it. */
const hiddenOf = (html: string): Record<string, string> =>
  Object.fromEntries(
    [...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name, value]) => [
      name ?? "",
      value ?? "",
    ]),
  );

test("an organisation is found by name, URN and reference, and never offered itself", async () => {
  const { browser } = await given();
  for (const q of ["School", "900002", quay]) {
    const html = await (await browser.get(`/console/membership/organisations/${harbour}/merge?q=${q}`)).text();
    expect(html).toContain(path(harbour, quay));
    expect(html).not.toContain(path(harbour, harbour));
  }
  const none = await (await browser.get(`/console/membership/organisations/${harbour}/merge?q=zzz`)).text();
  expect(none).toContain("No other organisation matches that");
});

test("previewed, confirmed with a reason, found under the old address, and undone", async () => {
  const { browser } = await given();
  const preview = await (await browser.get(path(harbour, quay))).text();
  expect(preview).toContain("Paid twice for 365 of 365 days");
  const hidden = hiddenOf(preview);
  const empty = await browser.submit(path(harbour, quay), { ...hidden, reason: "" });
  expect([empty.status, await empty.text()]).toEqual([422, expect.stringContaining("Say why in a few words")]);
  const done = await browser.submit(path(harbour, quay), { ...hidden, reason: "entered twice" });
  expect(done.status).toBe(303);
  const merge = (done.headers.get("location") ?? "").replace("?done=merged", "");
  expect(await (await browser.get(`${merge}?done=merged`)).text()).toMatch(/They are merged\..*You can undo it until/s);
  const old = await (await browser.get(`/console/membership/organisations/${harbour}`)).text();
  expect(old).toContain("School 900001 was merged");
  expect(old).toContain(`/console/membership/organisations/${quay}`);
  expect(await (await browser.get("/console/membership/merges")).text()).toContain("School 900001");
  const api = await (await browser.get(`/api/membership/organisations/${harbour}`)).json();
  expect(api).toMatchObject({ organisationId: quay });
  expect((await browser.submit(`${merge}/undo`, { reason: "" })).status).toBe(422);
  expect((await browser.submit(`${merge}/undo`, { reason: "two schools" })).status).toBe(303);
  expect(await (await browser.get(`${merge}?done=undone`)).text()).toContain("The merge is undone");
});

test("a double click merges once; what changed since the preview is shown and not merged", async () => {
  const { ctx, browser: first } = await given();
  const hidden = hiddenOf(await (await first.get(path(harbour, quay))).text());
  const later = hiddenOf(await (await first.get(path(harbour, quay))).text());
  const form = { ...hidden, reason: "entered twice" };
  const [one, two] = [await first.submit(path(harbour, quay), form), await first.submit(path(harbour, quay), form)];
  expect(one.headers.get("location")).toBe(two.headers.get("location"));
  const late = await (await browser(ctx)).submit(path(harbour, quay), { ...later, reason: "entered twice" });
  expect(late.status).toBe(422);
  expect(await late.text()).toContain("was merged into another organisation already");
});

test("what stands in the way is said instead of a button", async () => {
  const ctx = await mergeWorld({
    organisations: [school(harbour, "900001"), school(quay, "900002")],
    terms: [term(harbour, 1, { status: "pending" })],
  });
  const page = await (await browser(ctx)).get(path(harbour, quay));
  expect(page.status).toBe(409);
  const html = await page.text();
  expect(html).toContain("waits for its payment or approval");
  expect(html).not.toContain("Merge them");
});
