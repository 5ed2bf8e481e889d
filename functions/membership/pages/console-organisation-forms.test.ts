import { staffMember } from "@alliance/testing";
import { expect, test } from "vitest";
import { establishmentsFile, groupsFile, sampleGroups, sampleRows } from "../register/sample-file.ts";
import { browserOf, importFiles, worldWithRegister } from "../test-world.ts";

const add = "/console/membership/add-organisation";
const list = "/console/membership/organisations";

async function staffOf() {
  const world = await worldWithRegister();
  await importFiles(world, establishmentsFile(sampleRows), undefined, groupsFile(sampleGroups));
  return browserOf(world, staffMember());
}
const fields = { name: "Northern Reading Trust", kind: "charity", onceKey: "once-00000001" };

test("staff add an organisation by hand, and change it with a reason", async () => {
  const staff = await staffOf();
  expect(await (await staff.get(add)).text()).toContain("Add an organisation");
  const added = await staff.submit(add, { ...fields, scheme: "charity-number", value: "1100234" });
  expect(added.status).toBe(303);
  const page = added.headers.get("location") ?? "";
  const html = await (await staff.get(page)).text();
  for (const text of ["Northern Reading Trust", "Charity number", "1100234"]) expect(html).toContain(text);
  const changed = await staff.submit(`${page}/change`, {
    name: "Reading North",
    address: "Leeds",
    reason: "By letter",
  });
  expect([changed.status, changed.headers.get("location")]).toEqual([303, page]);
  const after = await (await staff.get(page)).text();
  for (const text of ["Reading North", "Former name", "By letter"]) expect(after).toContain(text);
});

test("what was typed wrongly is shown again, and a name that is there has to be looked at", async () => {
  const staff = await staffOf();
  const wrong = await staff.submit(add, { ...fields, scheme: "charity-number", value: "12" });
  expect([wrong.status, (await wrong.text()).includes("six to eight digits")]).toEqual([422, true]);
  await staff.submit(add, fields);
  const again = await staff.submit(add, { ...fields, onceKey: "once-00000002" });
  expect([again.status, (await again.text()).includes("These have the same name already")]).toEqual([422, true]);
  const page = (await staff.submit(add, { ...fields, onceKey: "once-00000003", isAnother: "yes" })).headers.get(
    "location",
  );
  expect((await staff.submit(`${page}/change`, { name: "", reason: "" })).status).toBe(422);
});

test("the search shows what the register has, and one button registers it", async () => {
  const staff = await staffOf();
  const found = await (await staff.get(`${list}?q=saltmarsh`)).text();
  expect(found).toContain("In the national register, not with us yet");
  expect(found).toContain("Multi-academy trust, UID 5001");
  const register = "/console/membership/register/organisations";
  const registered = await staff.submit(register, { scheme: "trust-uid", value: "5001" });
  const page = registered.headers.get("location") ?? "";
  expect(await (await staff.get(page)).text()).toContain("Trust UID");
  const school = await staff.submit(register, { scheme: "urn", value: "900001" });
  const html = await (await staff.get(school.headers.get("location") ?? "")).text();
  for (const text of ["Belongs to", "Saltmarsh Learning Trust", "Local authority 840"]) expect(html).toContain(text);
  expect((await staff.submit(register, { scheme: "urn", value: "999999" })).status).toBe(404);
});
