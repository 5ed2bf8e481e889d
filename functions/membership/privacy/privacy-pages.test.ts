import type { TestCtx } from "@alliance/testing";
import { beforeEach, describe, expect, it } from "vitest";
import { browserIn, harbourView, someone, worldOfSchools } from "../people/test-world.ts";
import { privacyRoutes } from "./routes.ts";

type Someone = Awaited<ReturnType<typeof someone>>;
const people = "/console/membership/people";
let world: TestCtx;
let tom: Someone;
const staffBrowser = async () => browserIn(world, await someone(world, "Ruth Adeyemi"), privacyRoutes, "staff");

beforeEach(async () => {
  world = await worldOfSchools();
  tom = await someone(world, "Tom Whitfield", [[harbourView, "colleague"]]);
});

describe("your data", () => {
  it("is one link away, and asking to be erased shows that it is asked", async () => {
    const browser = await browserIn(world, tom, privacyRoutes);
    const file = await browser.get("/portal/settings/data/download");
    expect([file.status, file.headers.get("content-type")]).toEqual([200, "application/zip"]);
    expect(file.headers.get("content-disposition")).toContain("your-data-2026-11-21.zip");
    expect((await browser.submit("/portal/settings/data", {})).headers.get("location")).toBe("/portal/settings/data");
    expect(await (await browser.get("/portal/settings/data")).text()).toContain("You asked us on");
  });

  it("is nobody's without signing in", async () => {
    expect(
      (await (await browserIn(world, undefined, privacyRoutes)).get("/portal/settings/data/download")).status,
    ).toBe(401);
  });
});

describe("people in the console", () => {
  it("are found by address, which never enters an address line", async () => {
    const browser = await staffBrowser();
    const found = await browser.submit(people, { email: "tom.whitfield@school.example" });
    expect(await found.text()).toContain(`${people}/${tom.personId}`);
    expect(await (await browser.submit(people, { email: "no@school.example" })).text()).toContain(
      "Nobody uses this address",
    );
    expect((await browser.submit(people, { email: "tom" })).status).toBe(422);
  });

  it("show roles and what happened, and give the file for a reason only", async () => {
    const browser = await staffBrowser();
    const path = `${people}/${tom.personId}`;
    expect(await (await browser.get(path)).text()).toContain("Harbour View Primary School");
    const refused = await browser.submit(path, { reason: "" });
    expect([refused.status, await refused.text()]).toEqual([422, expect.stringContaining("Choose why")]);
    const file = await browser.submit(path, { reason: "data-protection" });
    expect(file.headers.get("content-type")).toBe("application/zip");
  });

  it("are erased after a decision with a reason", async () => {
    const browser = await staffBrowser();
    const path = `${people}/${tom.personId}`;
    expect((await browser.submit(`${path}/erasure`, { outcome: "approved", reason: "" })).status).toBe(422);
    const done = await browser.submit(`${path}/erasure`, { outcome: "approved", reason: "data-protection" });
    expect(done.headers.get("location")).toBe(`${path}?decided=yes`);
    expect(await (await browser.get(`${path}?decided=yes`)).text()).toContain("Their erasure is approved");
  });

  it("are not there for others, and nobody is at an address that never was", async () => {
    const browser = await browserIn(world, tom, privacyRoutes);
    expect((await browser.get(people)).status).toBe(403);
    const nobody = `${people}/per_01KAK3F0Q8J5W2M7X9B4C6D8ZZ`;
    expect((await (await staffBrowser()).get(nobody)).status).toBe(404);
  });
});
