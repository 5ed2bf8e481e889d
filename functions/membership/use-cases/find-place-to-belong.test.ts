import { isProblem } from "@alliance/core";
import type { Ctx } from "@alliance/store";
import { as, person, published } from "@alliance/testing";
import { beforeEach, expect, test } from "vitest";
import { organisationKey } from "../keys/organisation.ts";
import {
  establishmentsFile,
  groupsFile,
  linksFile,
  sampleGroups,
  sampleLinks,
  sampleRows,
} from "../register/sample-file.ts";
import { Organisation } from "../schema/organisation.ts";
import {
  anotherPerson,
  browserOf,
  importFiles,
  invoiceFor,
  seen,
  type World,
  workerCtx,
  worldWithRegister,
} from "../test-world.ts";
import { activateMembership } from "./activate-membership.ts";
import { applyToJoin } from "./apply-to-join.ts";
import { findPlaceToBelong } from "./find-place-to-belong.ts";

const ada = person();
const nora = anotherPerson(7);

let world: World;
beforeEach(async () => {
  world = await worldWithRegister(ada);
  await importFiles(world, establishmentsFile(sampleRows), linksFile(sampleLinks), groupsFile(sampleGroups));
});

async function join(organisation: string) {
  const input = { organisation, payment: { method: "card" } } as const;
  const { application } = await applyToJoin(world.ctx, world.register, input);
  await activateMembership(workerCtx(world.ctx), invoiceFor(application));
  return application;
}
const find = (who: string, actor = nora) => findPlaceToBelong(as(world.ctx, actor), world.register, who);
const refusalOf = (finding: Promise<unknown>) =>
  finding.then(
    () => "none",
    (error: unknown) => (isProblem(error) ? error.code : error),
  );

test("a school that its trust covers becomes an organisation with the first who works there", async () => {
  await join("trust-5001");
  const organisationId = await find("900001");
  const table: Ctx["table"] = world.ctx.table;
  const stored = await table.get(organisationKey(organisationId), Organisation);
  expect(stored?.data).toMatchObject({ kind: "school", name: "Harbour View Primary School" });
  expect(published(world.ctx).map((event) => [event.type, event.data])).toContainEqual([
    "membership.organisation-registered",
    { organisationId, name: "Harbour View Primary School", kind: "school", urn: "900001" },
  ]);
  expect(await find("900001", anotherPerson(8))).toBe(organisationId);
});

test("a member is itself the place", async () => {
  const { organisationId } = await join("900001");
  expect(await find("900001")).toBe(organisationId);
});

test("where no membership reaches there is nothing to belong to", async () => {
  expect(await refusalOf(find("900001"))).toBe("not-allowed");
  expect(await refusalOf(find("900004"))).toBe("gone");
  expect(await refusalOf(find("123456"))).toBe("not-found");
  expect(published(world.ctx).filter(({ type }) => type === "membership.organisation-registered")).toEqual([]);
});

test("twenty colleagues who ask at once make one organisation", async () => {
  await join("trust-5001");
  const found = await Promise.all(Array.from({ length: 20 }, (_, number) => find("900001", anotherPerson(number))));
  expect(new Set(found).size).toBe(1);
});

test("the page of a covered school leads whoever works there to their request, and knows who belongs", async () => {
  await join("trust-5001");
  const browser = await browserOf(world, nora);
  expect((await seen(browser.get("/join/900001"))).html).toContain("I work there: ask to belong");
  const sent = await seen(browser.submit("/join/900001/belong", {}));
  expect(sent).toMatchObject({ status: 303 });
  const organisationId = sent.location?.split("/").at(-1) ?? "";
  expect(sent.location).toBe(`/portal/people/requests/${organisationId}`);
});
