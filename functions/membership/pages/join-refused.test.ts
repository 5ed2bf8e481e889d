import type { PersonActor } from "@alliance/core";
import { person } from "@alliance/testing";
import { beforeEach, describe, expect, test } from "vitest";
import { anotherPerson, browserOf, invoiceFor, seen, type World, workerCtx, worldWithRegister } from "../test-world.ts";
import { activateMembership } from "../use-cases/activate-membership.ts";
import { applyToJoin } from "../use-cases/apply-to-join.ts";

const ada = person();

let world: World;
beforeEach(async () => {
  world = await worldWithRegister(ada);
});

const applicationBy = async (who: PersonActor, urn = "900001") =>
  (await applyToJoin({ ...world.ctx, actor: who }, world.register, { urn, payment: { method: "card" } })).application;

/** Status, heading and the whole page. */
describe("finding a school", () => {
  test("everybody may look, and what is typed is shown as text", async () => {
    const visitor = await browserOf(world);
    expect(await seen(visitor.get("/join"))).toMatchObject({ status: 200, heading: "Join for your school" });
    const found = await seen(visitor.get("/join?q=harbour"));
    expect(found.html).toContain('href="/join/900001"');
    expect(found.html).toContain("Open: you can join");
    const unseen = await seen(visitor.get("/join?q=%00harbour%07%E2%80%AEview%0A"));
    expect(unseen.html).toContain("<title>Schools found for “harbour view”");
    const odd = await seen(visitor.get(`/join?q=${encodeURIComponent('"><script>alert(1)</script>')}`));
    expect(odd.html).not.toContain("<script>alert");
    expect(odd.html).toContain("No school matches that");
  });

  test.each(["", "%20", "a", "x".repeat(101)])("a search for too little or too much is explained: %s", async (q) => {
    const page = await seen((await browserOf(world)).get(`/join?q=${q}`));
    expect(page.status).toBe(422);
    expect(page.html).toContain("<title>Error: ");
    expect(page.html).toContain('href="#q"');
  });

  test("going on needs a sign-in, which leads back", async () => {
    expect(await seen((await browserOf(world)).get("/join/900001"))).toMatchObject({
      status: 303,
      location: "/sign-in?to=%2Fjoin%2F900001",
    });
  });
});

describe("a school that cannot be joined has a page that says so", () => {
  const pageOf = async (urn: string, who = ada) => seen((await browserOf(world, who)).get(`/join/${urn}`));

  test("unknown, closed with its successor, and not open yet", async () => {
    expect(await pageOf("123456")).toMatchObject({ status: 404, heading: "We cannot find that school" });
    const closed = await pageOf("900004");
    expect(closed).toMatchObject({ status: 410, heading: "Old Quay Junior School is closed" });
    expect(closed.html).toContain("closed on 31 August 2019");
    expect(closed.html).toContain('href="/join/900001"');
    expect((await pageOf("900005")).html).toContain("proposed to open on 1 September 2027");
    expect((await pageOf("12")).status).toBe(404);
  });

  test("being joined by somebody else, and a member already", async () => {
    const application = await applicationBy(anotherPerson());
    expect((await pageOf("900001")).heading).toContain("Somebody is joining for Harbour View");
    await activateMembership(workerCtx(world.ctx), invoiceFor(application));
    const member = await pageOf("900001");
    expect(member.status).toBe(409);
    expect(member.html).toContain("Its membership runs until 31 August 2027");
  });

  test("who is joining already is led back to their payment", async () => {
    const { applicationId } = await applicationBy(ada);
    expect(await pageOf("900001")).toMatchObject({ status: 303, location: `/pay/${applicationId}` });
  });
});
