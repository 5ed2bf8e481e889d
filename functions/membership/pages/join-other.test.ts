import { isProblem } from "@alliance/core";
import { as, person, published, staffMember } from "@alliance/testing";
import { beforeEach, describe, expect, test } from "vitest";
import {
  establishmentsFile,
  groupsFile,
  linksFile,
  sampleGroups,
  sampleLinks,
  sampleRows,
} from "../register/sample-file.ts";
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
import { activateMembership } from "../use-cases/activate-membership.ts";
import { applyToJoin } from "../use-cases/apply-to-join.ts";
import { searchJoiners } from "../use-cases/search-joiners.ts";

const ada = person();

let world: World;
beforeEach(async () => {
  world = await worldWithRegister(ada);
  await importFiles(world, establishmentsFile(sampleRows), linksFile(sampleLinks), groupsFile(sampleGroups));
});

const join = (organisation: string, who = ada) =>
  applyToJoin({ ...world.ctx, actor: who }, world.register, { organisation, payment: { method: "card" } });
const whoNamed = async (q: string) => (await searchJoiners(world.ctx, world.register, q)).map(({ who }) => who);

describe("finding who is no school", () => {
  test("trusts and authorities of the register are found by name, and everybody of ours once", async () => {
    expect(await whoNamed("saltmarsh")).toEqual(["trust-5001"]);
    expect(await whoNamed("durham")).toEqual(["la-840"]);
    await join("trust-5001");
    expect(await whoNamed("saltmarsh")).toEqual(["trust-5001"]);
    expect(await whoNamed("zebra")).toEqual([]);
  });

  test("a search before the first import is refused", async () => {
    world.ctx.table.items.clear();
    await expect(whoNamed("durham")).rejects.toSatisfy((error) => isProblem(error, "unavailable"));
  });

  test("the page explains itself, finds, and leads to the words of who is in no list", async () => {
    const visitor = await browserOf(world);
    expect((await seen(visitor.get("/join/other"))).html).toContain("We are not in the list");
    expect((await seen(visitor.get("/join/other?q=saltmarsh"))).html).toContain('href="/join/trust-5001"');
    expect((await seen(visitor.get("/join/other?q=zebra"))).html).toContain("Nobody of that name");
    expect((await seen(visitor.get("/join/other?q=x"))).status).toBe(422);
  });
});

describe("a trust", () => {
  test("joins at the price of its schools, and its membership covers them", async () => {
    const page = await seen((await browserOf(world, ada)).get("/join/trust-5001"));
    expect(page.html).toContain("Trust membership costs £900 a year for trusts of up to 5 schools");
    const { application } = await join("trust-5001");
    expect(application).toMatchObject({
      kind: "trust",
      organisationName: "Saltmarsh Learning Trust",
      netPence: 75_000,
    });
    await activateMembership(workerCtx(world.ctx), invoiceFor(application));
    expect(await seen((await browserOf(world, ada)).get("/join/trust-5001"))).toMatchObject({ status: 409 });
    const school = await seen((await browserOf(world, anotherPerson())).get("/join/900001"));
    expect(school).toMatchObject({ status: 409, heading: "Harbour View Primary School is covered already" });
    for (const text of ["Saltmarsh Learning Trust", "Community meet-ups", "31 August 2027"]) {
      expect(school.html).toContain(text);
    }
    await expect(
      applyToJoin(as(world.ctx, anotherPerson()), world.register, { urn: "900001", payment: { method: "card" } }),
    ).rejects.toSatisfy((error) => isProblem(error, "already-exists"));
    const other = await seen((await browserOf(world, anotherPerson())).get("/join/900002"));
    expect(other.status).toBe(200);
    expect((await seen((await browserOf(world)).get("/join?q=harbour"))).html).toContain("Covered by its trust");
  });

  test("is joined once, however many ask at once", async () => {
    const asked = Array.from({ length: 20 }, (_, number) => join("trust-5001", anotherPerson(number)));
    const outcomes = await Promise.all(
      asked.map((each) =>
        each.then(
          () => "joined",
          () => "refused",
        ),
      ),
    );
    expect(outcomes.filter((outcome) => outcome === "joined")).toHaveLength(1);
  });

  test("that nobody knows is not found", async () => {
    await expect(join("trust-99")).rejects.toSatisfy((error) => isProblem(error, "not-found"));
    expect(await seen((await browserOf(world, ada)).get("/join/la-999"))).toMatchObject({ status: 404 });
  });
});

test("a local authority's membership covers the schools it maintains", async () => {
  const { application } = await join("la-840");
  expect(application).toMatchObject({ kind: "local-authority", organisationName: "County Durham" });
  await activateMembership(workerCtx(world.ctx), invoiceFor(application));
  expect(await seen((await browserOf(world, anotherPerson())).get("/join/900001"))).toMatchObject({ status: 409 });
  expect(await seen((await browserOf(world, anotherPerson())).get("/join/900003"))).toMatchObject({ status: 200 });
});

test("a type for others is refused with what to do", async () => {
  const asking = applyToJoin(world.ctx, world.register, {
    ...{ organisation: "trust-5001", membershipTypeId: "school" },
    payment: { method: "card" },
  });
  await expect(asking).rejects.toThrow("School membership is not for Saltmarsh Learning Trust");
});

describe("somebody in no list", () => {
  const words = {
    kind: "business",
    name: "Quayside Books",
    address: "1 Quay\nSeaham",
    scheme: "company-number",
    number: "07654321",
  };
  const me = { lead: "me", finance: "me", head: "nobody" };

  test("describes itself, answers the same questions, and waits to be read", async () => {
    const browser = await browserOf(world, ada);
    expect(await seen(browser.get("/join/new"))).toMatchObject({ location: "/join/other" });
    expect(await seen(browser.submit("/join/other/new", words))).toMatchObject({ location: "/join/new" });
    expect((await seen(browser.get("/join/new"))).html).toContain("Business partner costs £1,500 a year");
    const answers = {
      ...{ "": { membershipTypeId: "business-partner" }, "/you": { job: "other" }, "/contacts": me },
      ...{ "/bill-to": { payer: "organisation" }, "/payment": { method: "card" } },
    };
    for (const [step, fields] of Object.entries(answers))
      await browser.submit(`/join/new${step}`, fields as Record<string, string>);
    expect((await seen(browser.get("/join/new/check"))).html).toContain("Send the application");
    const { location } = await seen(browser.submit("/join/new/check", { onceKey: "once_00000001", version: "1" }));
    expect((await seen(browser.get(location ?? ""))).heading).toBe("We are reading your application");
    const types = published(world.ctx).map(({ type }) => type);
    expect(types).toContain("membership.application-awaiting-approval");
    expect(types).not.toContain("membership.application-submitted");
    expect(await whoNamed("quayside")).toHaveLength(1);
    const rival = await browserOf(world, anotherPerson());
    await rival.submit("/join/other/new", words);
    expect((await seen(rival.get("/join/new"))).heading).toContain("Somebody is joining for Quayside Books");
  });

  test("a school that the register of England lacks joins with its own number, and is found afterwards", async () => {
    const browser = await browserOf(world, ada);
    const school = { ...words, kind: "school", name: "Kirkhill Academy", scheme: "seed", number: "5100123" };
    expect(await seen(browser.submit("/join/other/new", school))).toMatchObject({ location: "/join/new" });
    expect((await seen(browser.get("/join/new"))).html).toContain("How many pupils has the school?");
    await applyToJoin(world.ctx, world.register, {
      ...{ organisation: "new", payment: { method: "card" }, size: 900 },
      newOrganisation: {
        ...{ kind: "school", name: "Kirkhill Academy", addressLines: ["1 Glen Road"] },
        number: { scheme: "seed", value: "5100123" },
      },
    });
    expect(await whoNamed("kirkhill")).toEqual([expect.stringMatching(/^org_/)]);
  });

  test.each([
    [{ ...words, kind: "club" }, "Choose what it is"],
    [{ ...words, name: "" }, "Enter its name"],
    [{ ...words, address: "\n" }, "Enter the address"],
    [{ ...words, number: "?" }, "Enter the number as the register shows it"],
    [{ ...words, isTrusted: "yes" }, "is not a field we know"],
  ])("%j is shown again with what is wrong", async (fields, message) => {
    const page = await seen((await browserOf(world, ada)).submit("/join/other/new", fields));
    expect(page.status).toBe(422);
    expect(page.html).toContain(message);
  });
});

test("staff join for somebody like anyone", async () => {
  expect((await join("trust-5002", staffMember())).outcome).toBe("submitted");
});
