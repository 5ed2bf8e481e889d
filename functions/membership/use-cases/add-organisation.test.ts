import { isProblem } from "@alliance/core";
import type { Ctx } from "@alliance/store";
import { as, person, published, staffMember } from "@alliance/testing";
import { beforeEach, describe, expect, test } from "vitest";
import { aliasKey } from "../keys/organisation.ts";
import { readCoverage } from "../register/coverage.ts";
import { establishmentsFile, groupsFile, sampleGroups, sampleRows } from "../register/sample-file.ts";
import { Alias } from "../schema/organisation.ts";
import { AddOrganisationForm, ChangeOrganisationForm } from "../schema/organisation-forms.ts";
import { importFiles, type World, worldWithRegister } from "../test-world.ts";
import { addOrganisation, registerFromRegister } from "./add-organisation.ts";
import { changeOrganisation } from "./change-organisation.ts";
import { findInRegister } from "./find-in-register.ts";
import { listOrganisations } from "./list-organisations.ts";
import { readOrganisationFacts } from "./read-organisation-facts.ts";

let world: World;
let staff: Ctx;
beforeEach(async () => {
  world = await worldWithRegister();
  await importFiles(world, establishmentsFile(sampleRows), undefined, groupsFile(sampleGroups));
  staff = as(world.ctx, staffMember());
});

const charity = {
  name: "Northern Reading Trust",
  kind: "charity",
  scheme: "charity-number",
  value: "1100234",
} as const;
const formOf = (more: Record<string, string> = {}) => AddOrganisationForm.parse({ ...charity, ...more });
const registered = () => published(world.ctx).filter(({ type }) => type === "membership.organisation-registered");
const notAllowed = (error: unknown) => isProblem(error, "not-allowed");

describe("added by hand", () => {
  test("a charity is an organisation of ours, found by its number and by its name", async () => {
    const added = await addOrganisation(staff, formOf({ address: "1 Mill Lane\nLeeds\n\nLS1 1AA", isPartner: "yes" }));
    expect(added).toMatchObject({
      outcome: "added",
      organisation: { kind: "charity", isPartner: true, addressLines: ["1 Mill Lane", "Leeds", "LS1 1AA"] },
    });
    expect(registered().at(-1)?.data).toMatchObject({ kind: "charity", name: "Northern Reading Trust" });
    for (const q of ["1100234", "northern"]) {
      const { items } = await listOrganisations(staff, { q, limit: 5 });
      expect(items.map(({ organisation }) => organisation.name)).toEqual(["Northern Reading Trust"]);
    }
  });

  test("one with the same number is the same, also when two add it at once", async () => {
    const outcomes = await Promise.all(
      [1, 2, 3].map((at) => addOrganisation(staff, formOf({ name: `Northern Reading ${at}` }))),
    );
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(["added", "known", "known"]);
    expect(registered()).toHaveLength(1);
  });

  test("one with the same name has to be looked at first", async () => {
    await addOrganisation(staff, formOf());
    const again = formOf({ name: "northern  reading trust", scheme: "", value: "" });
    const spelt = formOf({ name: "Northern Reading Trust", scheme: "", value: "" });
    expect((await addOrganisation(staff, spelt)).outcome).toBe("look-alikes");
    expect((await addOrganisation(staff, { ...spelt, isAnother: "yes" })).outcome).toBe("added");
    expect((await addOrganisation(staff, again)).outcome).toBe("added");
  });

  test.each([
    ["a number of another shape", { value: "12" }, "A Charity number has"],
    ["a number without its kind", { scheme: "", value: "1100234" }, "Choose what kind of number"],
    ["an authority's code for a charity", { scheme: "la-code", value: "840" }, "Only a local authority"],
    ["no name", { name: " " }, "Enter the organisation"],
    ["a kind that there is not", { kind: "club" }, "Choose what kind of organisation"],
    ["a name with markup", { name: "<b>Bold</b>" }, "Use letters, digits"],
  ])("%s is refused", (_, more, message) => {
    const parsed = AddOrganisationForm.safeParse({ ...charity, ...more });
    expect(JSON.stringify(parsed.error?.issues)).toContain(message);
  });

  test("only staff add, register and change", async () => {
    const member = as(world.ctx, person());
    await expect(addOrganisation(member, formOf())).rejects.toSatisfy(notAllowed);
    const school = { scheme: "urn", value: "900001" } as const;
    await expect(registerFromRegister(member, world.register, school)).rejects.toSatisfy(notAllowed);
    const form = ChangeOrganisationForm.parse({ name: "Another", reason: "They told us" });
    await expect(changeOrganisation(member, "org_1", form)).rejects.toSatisfy(notAllowed);
    expect(registered()).toEqual([]);
  });
});

describe("registered from the register", () => {
  test("a trust is found by staff and becomes an organisation with its numbers", async () => {
    expect(await findInRegister(staff, world.register, "saltmarsh")).toMatchObject([
      { scheme: "trust-uid", value: "5001", name: "Saltmarsh Learning Trust" },
    ]);
    const input = { scheme: "trust-uid", value: "5001" } as const;
    const { organisation } = await registerFromRegister(staff, world.register, input);
    expect(organisation).toMatchObject({ kind: "trust", name: "Saltmarsh Learning Trust" });
    expect(organisation.identifiers.map(({ scheme, value }) => [scheme, value])).toEqual([
      ["trust-uid", "5001"],
      ["company-number", "07900001"],
    ]);
    expect((await registerFromRegister(staff, world.register, input)).outcome).toBe("known");
    expect(await findInRegister(staff, world.register, "saltmarsh")).toEqual([]);
    const alias = await staff.table.get(aliasKey("company-number", "07900001"), Alias);
    expect(alias?.data.organisationId).toBe(organisation.organisationId);
  });

  test("a school is tied to its trust and its authority, and staff see whom it belongs to", async () => {
    const trust = await registerFromRegister(staff, world.register, { scheme: "trust-uid", value: "5001" });
    const { organisation } = await registerFromRegister(staff, world.register, { scheme: "urn", value: "900001" });
    expect(await readCoverage(staff.table, organisation.organisationId)).toHaveLength(2);
    const { coverage } = await readOrganisationFacts(staff, organisation.organisationId);
    const coverers = coverage.map(({ coverer }) => coverer?.organisationId);
    expect(coverers).toContain(trust.organisation.organisationId);
  });

  test("a number that the register does not have is not found", async () => {
    const registering = registerFromRegister(staff, world.register, { scheme: "urn", value: "123456" });
    await expect(registering).rejects.toSatisfy((error) => isProblem(error, "not-found"));
  });
});

describe("changed by hand", () => {
  const changeOf = (more: Record<string, string>) =>
    ChangeOrganisationForm.parse({ name: charity.name, reason: "Their letter of May", ...more });

  test("a name and an address change with a reason, and the former name stays", async () => {
    const added = await addOrganisation(staff, formOf());
    const { organisationId } = (added as Extract<typeof added, { outcome: "added" }>).organisation;
    const after = await changeOrganisation(
      staff,
      organisationId,
      changeOf({ name: "Reading North", address: "Leeds" }),
    );
    expect(after).toMatchObject({ name: "Reading North", addressLines: ["Leeds"] });
    expect(after.formerNames).toEqual([{ name: "Northern Reading Trust", until: "2026-11-21" }]);
    expect(published(world.ctx).at(-1)).toMatchObject({ data: { organisationId, changed: ["name", "address"] } });
    expect((await readOrganisationFacts(staff, organisationId)).changes).toMatchObject([
      { reason: "Their letter of May", changed: ["name", "address"] },
    ]);
    const count = world.ctx.table.items.size;
    await changeOrganisation(staff, organisationId, changeOf({ name: "Reading North", address: "Leeds" }));
    expect(world.ctx.table.items.size).toBe(count);
  });

  test("two changes at once both count", async () => {
    const added = await addOrganisation(staff, formOf());
    const { organisationId } = (added as Extract<typeof added, { outcome: "added" }>).organisation;
    await Promise.all([
      changeOrganisation(staff, organisationId, changeOf({ name: "First" })),
      changeOrganisation(staff, organisationId, changeOf({ name: "Second" })),
    ]);
    expect((await readOrganisationFacts(staff, organisationId)).changes).toHaveLength(2);
  });

  test("a change without a reason is refused, and one of nobody is not found", async () => {
    expect(ChangeOrganisationForm.safeParse({ name: "Reading North", reason: "" }).success).toBe(false);
    const change = changeOrganisation(staff, "org_01KAK3F0Q8J5W2M7X9B4C6D8EF", changeOf({}));
    await expect(change).rejects.toSatisfy((error) => isProblem(error, "not-found"));
  });
});
