import { isProblem } from "@alliance/core";
import { as, person, published, staffMember } from "@alliance/testing";
import { beforeEach, expect, test } from "vitest";
import type { NewOrganisation } from "../schema/application.ts";
import { anotherPerson, browserOf, expiryOf, seen, type World, workerCtx, worldWithRegister } from "../test-world.ts";
import { applyToJoin } from "./apply-to-join.ts";
import { decideApplication } from "./decide-application.ts";
import { readMembership } from "./read-membership.ts";
import { releaseApplication } from "./release-application.ts";
import { withdrawApplication } from "./withdraw-application.ts";

const ada = person();
const described: NewOrganisation = { kind: "charity", name: "Good Works", addressLines: ["1 High Street"] };

let world: World;
beforeEach(async () => {
  world = await worldWithRegister(ada);
});

async function waiting() {
  const request = { organisation: "new", newOrganisation: described, payment: { method: "card" as const } };
  return (await applyToJoin(world.ctx, world.register, request)).application;
}
const terms = () => [...world.ctx.table.items.values()].filter(({ entity }) => entity === "membership.term");
const released = () => published(world.ctx).filter(({ type }) => type === "membership.application-released");

test("an application that waits for approval is withdrawn, and its term is free", async () => {
  const { applicationId, organisationId } = await waiting();
  const withdrawn = await withdrawApplication(world.ctx, applicationId);
  expect(withdrawn).toMatchObject({ status: "released", releasedBecause: "withdrawn" });
  expect(terms()).toEqual([]);
  expect(released()).toMatchObject([{ data: { applicationId, organisationId, reason: "withdrawn" } }]);
});

test("who is known by its own words alone is read again when it applies again", async () => {
  const { applicationId, organisationId } = await waiting();
  await withdrawApplication(world.ctx, applicationId);
  const again = { organisation: organisationId, payment: { method: "card" as const } };
  const { application } = await applyToJoin(world.ctx, world.register, again);
  expect(application.status).toBe("awaiting-approval");
  expect(published(world.ctx).map(({ type }) => type)).not.toContain("membership.application-submitted");
  expect((await readMembership(world.ctx)).openApplications.map((each) => each.applicationId)).toEqual([
    application.applicationId,
  ]);
});

test("twice, also at once, withdraws once", async () => {
  const { applicationId } = await waiting();
  await Promise.all([1, 2, 3].map(() => withdrawApplication(world.ctx, applicationId)));
  expect(released()).toHaveLength(1);
});

test("of withdrawing and a decision at once, one is done", async () => {
  const { applicationId } = await waiting();
  const [withdrawn, decided] = await Promise.allSettled([
    withdrawApplication(world.ctx, applicationId),
    decideApplication(as(world.ctx, staffMember()), applicationId, { outcome: "approved", reason: "" }),
  ]);
  const isWithdrawn = withdrawn.status === "fulfilled" && withdrawn.value.status === "released";
  expect(isWithdrawn).toBe(decided.status === "rejected");
});

test("somebody else's application does not exist, and one that is ordered stays as it is", async () => {
  const { applicationId } = await waiting();
  const stranger = withdrawApplication(as(world.ctx, anotherPerson()), applicationId);
  await expect(stranger).rejects.toSatisfy((error) => isProblem(error, "not-found"));
  const ordered = await applyToJoin(world.ctx, world.register, { urn: "900001", payment: { method: "card" } });
  const asked = await withdrawApplication(world.ctx, ordered.application.applicationId);
  expect(asked.status).toBe("pending");
});

test("an order that finance withdrew frees the school, and the page says why", async () => {
  const { application } = await applyToJoin(world.ctx, world.register, { urn: "900001", payment: { method: "card" } });
  const event = expiryOf(application);
  const told = { ...event, data: { ...event.data, because: "withdrawn" as const } };
  expect(await releaseApplication(workerCtx(world.ctx), told)).toBe("released");
  expect(await releaseApplication(workerCtx(world.ctx), told)).toBe("not-pending");
  const browser = await browserOf(world, ada);
  const page = await seen(browser.get(`/portal/applications/${application.applicationId}`));
  expect(page.html).toContain("It was withdrawn, so nothing was ordered");
  expect((await seen(browser.get("/join/900001"))).status).toBe(200);
});

test("the page withdraws, and shows that it is over", async () => {
  const { applicationId } = await waiting();
  const browser = await browserOf(world, ada);
  const path = `/portal/applications/${applicationId}`;
  expect((await seen(browser.get(path))).html).toContain("Withdraw the application");
  expect(await seen(browser.submit(`${path}/withdraw`, {}))).toMatchObject({ status: 303, location: path });
  expect((await seen(browser.get(path))).heading).toBe("This application has ended");
});
