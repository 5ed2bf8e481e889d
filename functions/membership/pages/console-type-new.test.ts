import { person, published, staffMember } from "@alliance/testing";
import { beforeEach, describe, expect, test } from "vitest";
import { browserOf, seen, type World, worldWithRegister } from "../test-world.ts";
import { builtInVersion } from "../types/built-in-types.ts";
import { createMembershipType } from "../use-cases/create-membership-type.ts";
import { valuesOfType } from "./type-form.ts";

type Browser = Awaited<ReturnType<typeof browserOf>>;
const path = "/console/membership/types/new";
const school = builtInVersion("school")?.content;
if (school === undefined) throw new Error("there is no built-in school type");

const { isOnSale: _, ...copied } = Object.fromEntries(
  Object.entries(valuesOfType(school)).map(([name, value]) => [name, String(value)]),
);
const fields: Record<string, string> = { ...copied, name: "Small schools" };
const made = { ...fields, reason: "Asked for by many", step: "make" };

let world: World;
let staff: Browser;
beforeEach(async () => {
  world = await worldWithRegister();
  staff = await browserOf(world, staffMember());
});

describe("making a type", () => {
  test("begins blank, or as a copy of another without its name", async () => {
    expect((await seen(staff.get("/console/membership/types"))).html).toContain(`href="${path}"`);
    const blank = await seen(staff.get(path));
    expect(blank.html).not.toContain("Is it on sale?");
    expect(blank.html).not.toContain("copy of");
    const copy = await seen(staff.get(`${path}?copyOf=school`));
    expect(copy.html).toContain("copy of School membership");
    expect(copy.html).toMatch(/name="price1"[^>]*value="250"/);
    expect(copy.html).not.toMatch(/name="name"[^>]*value="School membership"/);
    expect((await seen(staff.get(`${path}?copyOf=king`))).status).toBe(404);
  });

  test("is shown whole, then made, is not offered, and is put on sale", async () => {
    const preview = await seen(staff.submit(path, fields));
    expect(preview).toMatchObject({ status: 200, heading: "Check the new type" });
    for (const text of ["“small-schools”", "£250 a year", "120 pupils", "No: nobody can join with it"]) {
      expect(preview.html).toContain(text);
    }
    expect(await seen(staff.submit(path, { ...made, reason: "x" }))).toMatchObject({ status: 422 });
    expect(published(world.ctx).filter(({ type }) => type === "membership.type-published")).toEqual([]);
    const done = await seen(staff.submit(path, made));
    expect(done).toMatchObject({ status: 303, location: "/console/membership/types/small-schools?made" });
    expect((await seen(staff.submit(path, made))).location).toBe(done.location);
    const page = await seen(staff.get(done.location ?? ""));
    for (const text of ["Small schools is made", "Nobody can join with it now", "Asked for by many"]) {
      expect(page.html).toContain(text);
    }
    const joiner = await browserOf(world, person());
    expect((await seen(joiner.get("/join/900001"))).html).not.toContain("Small schools");
    const one = "/console/membership/types/small-schools";
    const onSale = { ...fields, basedOn: "1", isOnSale: "yes", reason: "The board agreed" };
    expect((await seen(staff.submit(`${one}/publish`, onSale))).status).toBe(303);
    const offered = await seen(joiner.get("/join/900001"));
    expect(offered.html).toContain("Which membership?");
    const chosen = await seen(joiner.submit("/join/900001", { membershipTypeId: "small-schools" }));
    expect(chosen).toMatchObject({ status: 303, location: "/join/900001/you" });
  });

  test("adds a line before anything else is said", async () => {
    const form = await seen(staff.submit(path, { step: "add-benefit", benefit1: "A mentor" }));
    expect(form.status).toBe(200);
    for (const name of ["benefit1", "benefit2", "price1"]) expect(form.html).toContain(`name="${name}"`);
    expect(form.html).not.toContain('name="price2"');
  });

  test("goes back to the form with everything typed", async () => {
    const again = await seen(staff.submit(path, { ...made, step: "change" }));
    expect(again.html).toMatch(/name="name"[^>]*value="Small schools"/);
    expect(again.html).toContain('name="reason" value="Asked for by many"');
  });

  test("tells whose name is taken, and keeps what was typed", async () => {
    const rival = {
      reason: "First of all",
      content: { ...school, name: "Small schools", isOnSale: false, graceDays: 9 },
    };
    await createMembershipType({ ...world.ctx, actor: staffMember("admin") }, rival);
    const page = await seen(staff.submit(path, made));
    expect(page.status).toBe(422);
    expect(page.html).toContain("There is a type called Small schools already");
    expect(page.html).toMatch(/name="name"[^>]*value="Small schools"/);
  });

  test.each([
    ["no price", { ...fields, upTo1: "", upTo2: "", price1: "", price2: "", price3: "" }],
    ["nothing but a name", { ...Object.fromEntries(Object.keys(fields).map((name) => [name, ""])), name: "Small" }],
    ["no name", { ...fields, name: "" }],
    ["a name without letters", { ...fields, name: "2026/27" }],
    ["being on sale at once", { ...made, isOnSale: "yes" }],
  ])("refuses %s", async (_what, typed) => {
    const page = await seen(staff.submit(path, typed));
    expect(page.status).toBe(422);
    expect(page.html).toContain("<title>Error: ");
    expect(published(world.ctx).filter(({ type }) => type === "membership.type-published")).toEqual([]);
  });

  test("is for staff who may change types", async () => {
    const finance = await browserOf(world, staffMember("finance"));
    expect((await seen(finance.get("/console/membership/types"))).html).not.toContain("Make a new type");
    expect((await seen(finance.get(path))).status).toBe(403);
    expect((await seen(finance.submit(path, made))).status).toBe(403);
  });
});

test("by the API a type is made once for a key, and a taken name, an early sale or a field too many is refused", async () => {
  const api = "/api/membership/types";
  const body = { reason: "Asked for by many", content: { ...school, name: "Small schools", isOnSale: false } };
  const first = await staff.post(api, body);
  expect([first.status, await first.json()]).toMatchObject([201, { membershipTypeId: "small-schools", version: 1 }]);
  const other = { ...body, content: { ...body.content, graceDays: 3 } };
  expect((await staff.post(api, other, "key-00000002")).status).toBe(409);
  const early = { ...body, content: { ...body.content, name: "Tiny schools", isOnSale: true } };
  expect((await staff.post(api, early, "key-00000003")).status).toBe(422);
  expect((await staff.post(api, { ...body, membershipTypeId: "x" }, "key-00000004")).status).toBe(422);
  const stranger = await browserOf(world, person());
  expect((await stranger.post(api, body, "key-00000005")).status).toBe(403);
});
