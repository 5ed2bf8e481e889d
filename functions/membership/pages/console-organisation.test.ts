import { personKey } from "@alliance/auth";
import { commit } from "@alliance/store";
import { person, staffMember } from "@alliance/testing";
import { expect, test } from "vitest";
import { browserOf, invoiceFor, seen, workerCtx, worldWithRegister } from "../test-world.ts";
import { activateMembership } from "../use-cases/activate-membership.ts";
import { applyToJoin } from "../use-cases/apply-to-join.ts";
import { changeOrganisation } from "../use-cases/change-organisation.ts";

const ada = person();

async function memberSchool() {
  const world = await worldWithRegister(ada);
  const data = {
    personId: ada.personId,
    name: "Ada Example",
    email: "ada@school.example",
    registeredAt: "2026-11-21T10:00:00.000Z",
  };
  await commit(world.ctx, { put: [{ key: personKey(ada.personId), entity: "person", version: 1, data }] });
  const payment = { method: "card" } as const;
  const { application } = await applyToJoin({ ...world.ctx, actor: ada }, world.register, { urn: "900001", payment });
  await activateMembership(workerCtx(world.ctx), invoiceFor(application));
  return { world, application, path: `/console/membership/organisations/${application.organisationId}` };
}

test("staff see first whether it is a member and who is who, and each name leads to the person", async () => {
  const { world, application, path } = await memberSchool();
  const { html } = await seen((await browserOf(world, staffMember())).get(path));
  const order = ["2026-27", "/entitlement?organisation=", ">Ada Example</a>", "What we know of it", "What happened"];
  const places = order.map((text) => html.indexOf(text));
  expect(places.every((place) => place > 0)).toBe(true);
  expect(places).toEqual([...places].sort((a, b) => a - b));
  expect(html).toContain(`href="/console/membership/people/${ada.personId}"`);
  expect(html).not.toContain("/console/finance/invoices");
  const one = await seen(
    (await browserOf(world, staffMember())).get(`/console/membership/applications/${application.applicationId}`),
  );
  expect(one.html).toContain(`reference=${application.applicationId}`);
});

test("the finance team is led to its invoices, and to nothing it may not do", async () => {
  const { world, application, path } = await memberSchool();
  const { html } = await seen((await browserOf(world, staffMember("finance"))).get(path));
  expect(html).toContain(`href="/console/finance/invoices?organisation=${application.organisationId}"`);
  for (const text of ["/merge", "/change", "/renew", "/console/membership/people/"])
    expect(html).not.toContain(`${text}"`);
});

test("the page has the latest that happened, and leads to the whole of it", async () => {
  const { world, application, path } = await memberSchool();
  const staff = { ...world.ctx, actor: staffMember() };
  const short = (await seen((await browserOf(world, staffMember())).get(path))).html;
  expect(short).not.toContain("The whole timeline");
  for (let n = 1; n <= 12; n++) {
    const change = {
      name: `Harbour View ${n}`,
      address: [] as string[],
      isPartner: "",
      reason: "To see the list grow",
    } as const;
    await changeOrganisation(staff, application.organisationId, change);
  }
  const { html } = await seen((await browserOf(world, staffMember())).get(path));
  expect(html.match(/<li class="app-timeline__item/g)).toHaveLength(10);
  expect(html).toContain(`/console/membership/timeline?reference=${application.organisationId}`);
});
