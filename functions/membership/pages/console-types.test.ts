import { person, published, staffMember } from "@alliance/testing";
import { beforeEach, describe, expect, test } from "vitest";
import { browserOf, seen, type World, worldWithRegister } from "../test-world.ts";
import { builtInVersion } from "../types/built-in-types.ts";
import { publishMembershipType } from "../use-cases/publish-membership-type.ts";
import { valuesOfType } from "./type-form.ts";

type Browser = Awaited<ReturnType<typeof browserOf>>;
const path = "/console/membership/types/school";
const content = builtInVersion("school")?.content;
if (content === undefined) throw new Error("there is no built-in school type");

const fields: Record<string, string> = {
  ...Object.fromEntries(Object.entries(valuesOfType(content)).map(([name, value]) => [name, String(value)])),
  basedOn: "1",
};

let world: World;
let staff: Browser;
beforeEach(async () => {
  world = await worldWithRegister();
  staff = await browserOf(world, staffMember());
});

test("the list and the page of a type tell what it is, without any having been written", async () => {
  const list = await seen(staff.get("/console/membership/types"));
  expect(list.html).toContain("Charity and university membership");
  const one = await seen(staff.get(path));
  for (const text of [
    "£250 a year for schools of up to 300 pupils",
    "No membership in force",
    "Change it",
    "The platform",
  ]) {
    expect(one.html).toContain(text);
  }
  expect((await seen(staff.get("/console/membership/types/king"))).status).toBe(404);
  const finance = await browserOf(world, staffMember("finance"));
  expect((await seen(finance.get(path))).html).not.toContain("Change it");
  expect((await seen(finance.get(`${path}/edit`))).status).toBe(403);
});

describe("changing a type", () => {
  test("shows the form as it is, then what changes and for whom, then publishes", async () => {
    const form = await seen(staff.get(`${path}/edit`));
    expect(form.html).toMatch(/name="price1"[^>]*value="250"/);
    expect(form.html).toMatch(/name="upTo2"[^>]*value="1000"/);
    const changed = { ...fields, price1: "£1,275.50", graceDays: "45" };
    const preview = await seen(staff.submit(`${path}/edit`, changed));
    expect(preview).toMatchObject({ status: 200, heading: "Check what changes" });
    for (const text of ["£1,275.50 a year for schools of up to 300 pupils", "45 days", "120 pupils"]) {
      expect(preview.html).toContain(text);
    }
    expect(preview.html).not.toContain("Who may join");
    expect(await seen(staff.submit(`${path}/publish`, { ...changed, reason: "x" }))).toMatchObject({ status: 422 });
    const done = await seen(staff.submit(`${path}/publish`, { ...changed, reason: "Costs rose" }));
    expect(done).toMatchObject({ status: 303, location: `${path}?published` });
    expect(await seen(staff.submit(`${path}/publish`, { ...changed, reason: "Costs rose" }))).toMatchObject({
      status: 303,
    });
    const page = await seen(staff.get(`${path}?published`));
    expect(page.html).toContain("Version 2 is published");
    expect(page.html).toContain("Costs rose");
  });

  test("is a short form: parts say what they say, and open where something is wrong", async () => {
    const form = await seen(staff.get(`${path}/edit`));
    expect(form.html.match(/<details class="app-fold">/g)).toHaveLength(4);
    expect(form.html).toContain("£250, £400, £600. VAT: Standard rate, 20%");
    expect(form.html).not.toContain('name="price4"');
    expect(form.html).not.toContain('name="benefit5"');
    const wrong = await seen(staff.submit(`${path}/edit`, { ...fields, price1: "cheap" }));
    expect(wrong.html.match(/<details class="app-fold" open="">.*?<\/span>/gs)).toEqual([
      expect.stringContaining("Price"),
    ]);
  });

  test.each([
    ["price", "price4", "price5"],
    ["benefit", "benefit5", "benefit6"],
  ])("adds a line for another %s, checks nothing yet, and keeps what was typed", async (what, added, beyond) => {
    const step = { step: `add-${what}`, name: "Schools", graceDays: "a month" };
    for (const typed of [step, { ...step, graceDays: "30" }]) {
      const form = await seen(staff.submit(`${path}/edit`, { ...fields, ...typed }));
      expect(form).toMatchObject({ status: 200, heading: "Change School membership" });
      expect(form.html).toMatch(/name="name"[^>]*value="Schools"/);
      expect(form.html).toContain(`name="${added}"`);
      expect(form.html).not.toContain(`name="${beyond}"`);
    }
  });

  test("offers no more lines than there are, and takes one out whose name is emptied", async () => {
    const full = Object.fromEntries([1, 2, 3, 4, 5, 6].map((row) => [`price${row}`, `${row}00`]));
    const form = await seen(staff.submit(`${path}/edit`, { ...fields, ...full, step: "add-price" }));
    expect(form.html).not.toContain("Add another price");
    const preview = await seen(staff.submit(`${path}/edit`, { ...fields, benefit2: "" }));
    expect(preview.html).toContain("Recorded training: included");
    const freed = await seen(
      staff.submit(`${path}/edit`, { ...fields, benefit2: "", discount2: "", step: "add-benefit" }),
    );
    expect(freed.html).toMatch(/name="benefitId2" value=""/);
  });

  test("reads prices by their size, whatever the order they were typed in", async () => {
    const typed = { ...fields, upTo3: "2000", upTo4: "", price4: "800" };
    const preview = await seen(staff.submit(`${path}/edit`, { ...typed, upTo1: "1000", upTo2: "300", price1: "450" }));
    for (const text of ["£400 a year for schools of up to 300", "£450 a year for schools of up to 1,000", "£800"]) {
      expect(preview.html).toContain(text);
    }
  });

  test("goes back to the form with everything typed", async () => {
    const again = await seen(
      staff.submit(`${path}/publish`, { ...fields, name: "Schools", reason: "Why not", step: "change" }),
    );
    expect(again.html).toMatch(/name="name"[^>]*value="Schools"/);
    expect(again.html).toContain('name="reason" value="Why not"');
  });

  test("tells who was slower, and keeps what they typed", async () => {
    const rival = { basedOn: 1, reason: "First of all", content: { ...content, graceDays: 10 } };
    await publishMembershipType({ ...world.ctx, actor: staffMember("admin") }, "school", rival);
    for (const step of ["edit", "publish"]) {
      const page = await seen(staff.submit(`${path}/${step}`, { ...fields, name: "Ours", reason: "Second of all" }));
      expect(page.status).toBe(409);
      expect(page.html).toContain("Version 2 was published while you worked on this");
      expect(page.html).toMatch(/name="name"[^>]*value="Ours"/);
      expect(page.html).toContain('name="basedOn" value="2"');
    }
  });

  test.each([
    ["a price that is none", { price1: "cheap" }, "Enter the price as pounds"],
    ["sizes that do not rise", { upTo2: "300" }, "Each line reaches further than the one before"],
    ["a size on the last price", { upTo3: "5000" }, "The last line is for every size above the others"],
    ["too much grace", { graceDays: "121" }, "Enter the days of grace as a whole number"],
    ["grace in words", { graceDays: "a month" }, "Enter the days of grace as a whole number"],
    ["nobody who may join", { kinds: "" }, "Choose who may join with it"],
    ["a benefit without end", { benefit1: "x".repeat(401) }, "Use at most 400 characters"],
    ["a discount beyond all", { discount1: "101" }, "Enter a whole percentage from 0 to 100"],
    ["an allowance of nothing", { quantity4: "0" }, "Enter how many, and choose places or days"],
    ["no name", { name: " " }, "Enter a name"],
    ["a field nobody knows", { isAdmin: "yes" }, "is not a field we know"],
  ])("refuses %s beside its field", async (_, change, message) => {
    const page = await seen(staff.submit(`${path}/edit`, { ...fields, ...(change as Record<string, string>) }));
    expect(page.status).toBe(422);
    expect(page.html).toContain(message);
    expect(page.html).toContain("<title>Error: ");
    expect(published(world.ctx).filter(({ type }) => type === "membership.type-published")).toEqual([]);
  });

  test("is nothing when nothing is different", async () => {
    const preview = await seen(staff.submit(`${path}/edit`, fields));
    expect(preview.html).toContain("Nothing: it is as it was");
    const refused = await seen(staff.submit(`${path}/publish`, { ...fields, reason: "Only to see" }));
    expect(refused.status).toBe(422);
  });
});

describe("by the API", () => {
  const api = "/api/membership/types";
  test("everybody reads what is on sale, staff every version", async () => {
    const visitor = await browserOf(world);
    const { items } = (await (await visitor.get(api)).json()) as { items: { membershipTypeId: string }[] };
    expect(items.map(({ membershipTypeId }) => membershipTypeId)).toContain("trust");
    expect((await (await browserOf(world, person())).get(`${api}/school/versions`)).status).toBe(403);
    expect(await (await staff.get(`${api}/school/versions`)).json()).toMatchObject({
      items: [{ version: 1 }],
      sold: 0,
    });
  });

  test("a publication is a new version, and an old base is a 412", async () => {
    const body = { basedOn: 1, reason: "Costs rose", content: { ...content, graceDays: 10 } };
    const first = await staff.post(`${api}/school/versions`, body);
    expect([first.status, await first.json()]).toMatchObject([201, { version: 2 }]);
    const late = { ...body, content: { ...content, graceDays: 11 } };
    expect((await staff.post(`${api}/school/versions`, late, "key-00000002")).status).toBe(412);
    expect((await staff.post(`${api}/king/versions`, late, "key-00000003")).status).toBe(404);
    const wrong = { ...late, basedOn: 2, content: { ...content, graceDays: 1.5 } };
    expect((await staff.post(`${api}/school/versions`, wrong, "key-00000004")).status).toBe(422);
  });
});
