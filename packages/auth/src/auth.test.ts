import { Problem } from "@alliance/core";
import { commit } from "@alliance/store";
import { as, person, published, staffMember, system, testCtx } from "@alliance/testing";
import { describe, expect, it } from "vitest";
import { affiliationPut, affiliationsOf, peopleOf } from "./affiliations.ts";
import { cookieAttributes, readCookie, sessionCookieName } from "./cookie.ts";
import { actorOf, onlyStaffRoles, readPerson, recognisePerson } from "./people.ts";
import { authorise, authoriseFor, can, canFor } from "./permissions.ts";
import { closeSession, openSession, readSession } from "./session.ts";

const anonymous = { kind: "anonymous" } as const;
const claims = { issuer: "https://issuer.example", subject: "s-1", name: "Priya Nair", email: "priya@school.example" };
const [org, other] = ["org_01KAK3F0Q8J5W2M7X9B4C6D8EG", "org_01KAK3F0Q8J5W2M7X9B4C6D8EH"];

describe("recognising a person", () => {
  it("makes somebody known at the first sign-in, and finds them again", async () => {
    const ctx = testCtx(anonymous);
    const personId = await recognisePerson(ctx, claims);
    expect(await recognisePerson(ctx, claims)).toBe(personId);
    expect(await readPerson(ctx, personId)).toMatchObject({ name: "Priya Nair", email: "priya@school.example" });
    expect(published(ctx).map(({ type }) => type)).toEqual(["home.person-registered"]);
  });

  it("two first sign-ins at once make one person", async () => {
    const ctx = testCtx(anonymous);
    const ids = await Promise.all(Array.from({ length: 20 }, () => recognisePerson(ctx, claims)));
    expect(new Set(ids).size).toBe(1);
    expect(published(ctx)).toHaveLength(1);
  });

  it("tells no name or address to the event, and no subject to a key", async () => {
    const ctx = testCtx(anonymous);
    await recognisePerson(ctx, claims);
    expect(JSON.stringify(published(ctx))).not.toMatch(/Priya|school\.example/);
    expect([...ctx.table.items.keys()].join()).not.toContain("s-1");
  });
});

describe("a session", () => {
  const who = { personId: "per_1", staffRoles: [], name: "Priya Nair" };

  it("is found by its secret, of which only a hash is stored", async () => {
    const ctx = testCtx(anonymous);
    const token = await openSession(ctx, who);
    expect(await readSession(ctx, token)).toMatchObject(who);
    expect(JSON.stringify([...ctx.table.items])).not.toContain(token);
  });

  it("ends after an hour without use, but not with use", async () => {
    const ctx = testCtx(anonymous);
    const token = await openSession(ctx, who);
    for (let minutes = 0; minutes < 120; minutes += 30) {
      ctx.clock.moveSeconds(30 * 60);
      expect(await readSession(ctx, token)).toBeDefined();
    }
    ctx.clock.moveSeconds(60 * 60);
    expect(await readSession(ctx, token)).toBeUndefined();
  });

  it("ends after twelve hours whatever is done", async () => {
    const ctx = testCtx(anonymous);
    const token = await openSession(ctx, who);
    for (let minutes = 0; minutes < 719; minutes += 30) {
      ctx.clock.moveSeconds(30 * 60);
      await readSession(ctx, token);
    }
    expect(await readSession(ctx, token)).toBeUndefined();
  });

  it("is worthless once closed, and closing twice is no trouble", async () => {
    const ctx = testCtx(anonymous);
    const token = await openSession(ctx, who);
    await closeSession(ctx, token);
    await closeSession(ctx, token);
    expect(await readSession(ctx, token)).toBeUndefined();
  });

  it("many requests at once may all touch it", async () => {
    const ctx = testCtx(anonymous);
    const token = await openSession(ctx, who);
    ctx.clock.moveSeconds(10 * 60);
    const read = await Promise.all(Array.from({ length: 20 }, () => readSession(ctx, token)));
    expect(read.every((session) => session?.personId === "per_1")).toBe(true);
  });

  it.each(["", "x", "A".repeat(43), "../../etc/passwd", "A".repeat(5000)])(
    "a forged secret %# opens nothing",
    async (token) => {
      expect(await readSession(testCtx(anonymous), token)).toBeUndefined();
    },
  );
});

describe("affiliations", () => {
  it("count from their first to their last day, for the person and on the organisation's page", async () => {
    const ctx = testCtx(system("membership"));
    const affiliation = {
      personId: "per_1",
      organisationId: org,
      role: "lead" as const,
      from: "2026-09-01",
      until: "2026-12-31",
    };
    await commit(ctx, { put: [affiliationPut(affiliation, 1)] });
    const on = (date: string) => affiliationsOf(ctx.table, "per_1", date);
    expect(await on("2026-08-31")).toEqual([]);
    expect(await on("2026-09-01")).toEqual([{ organisationId: org, role: "lead" }]);
    expect(await on("2026-12-31")).toHaveLength(1);
    expect(await on("2027-01-01")).toEqual([]);
    expect(await peopleOf(ctx.table, org)).toEqual([affiliation]);
    expect((await actorOf(ctx, "per_1", [])).affiliations).toHaveLength(1);
  });
});

describe("permissions", () => {
  const lead = person("per_1", { affiliations: [{ organisationId: org, role: "lead" }] });
  const schoolFinance = person("per_2", { affiliations: [{ organisationId: org, role: "finance" }] });

  it("deny by default", () => {
    expect(can(anonymous, "membership.apply")).toBe(false);
    expect(can(person(), "console.open")).toBe(false);
    expect(() => authorise(anonymous, "membership.apply")).toThrow(Problem);
    expect(() => authorise(person(), "register.import")).toThrow("does not have access");
  });

  it("a role at an organisation counts there and nowhere else; elsewhere looks like nothing is there", () => {
    expect(canFor(lead, "finance.read-own", org)).toBe(true);
    expect(canFor(lead, "finance.read-own", other)).toBe(false);
    expect(() => authoriseFor(lead, "finance.read-own", other)).toThrow(expect.objectContaining({ code: "not-found" }));
    expect(() => authoriseFor(anonymous, "finance.read-own", org)).toThrow(
      expect.objectContaining({ code: "not-signed-in" }),
    );
  });

  it("a school's finance contact is not the alliance's finance team", () => {
    expect(can(schoolFinance, "finance.read-any")).toBe(false);
    expect(canFor(staffMember("finance"), "finance.read-own", other)).toBe(true);
  });

  it("the platform itself may do what its events ask for", () => {
    expect(can(system("finance"), "register.import")).toBe(true);
    expect(canFor(system("finance"), "finance.read-own", org)).toBe(true);
  });

  it("groups of the provider that are none of ours give nothing", () => {
    expect(onlyStaffRoles(["admin", "owners", "__proto__"])).toEqual(["admin"]);
  });

  it("another person's world is the same world", async () => {
    const ctx = testCtx(lead);
    expect(as(ctx, schoolFinance).table).toBe(ctx.table);
  });
});

describe("the cookie", () => {
  it("is bound to the host on https and still works on one's own laptop", () => {
    expect([sessionCookieName("https://a.example"), cookieAttributes("https://a.example")]).toEqual([
      "__Host-session",
      "Path=/; HttpOnly; SameSite=Lax; Secure",
    ]);
    expect([sessionCookieName("http://localhost:4000"), cookieAttributes("http://localhost:4000")]).toEqual([
      "session",
      "Path=/; HttpOnly; SameSite=Lax",
    ]);
  });

  it("is read by its whole name only", () => {
    const header = "xsession=1; session=a=b; __Host-session=2";
    expect(readCookie(header, "session")).toBe("a=b");
    expect(readCookie(header, "__Host-session")).toBe("2");
    expect(readCookie(undefined, "session")).toBeUndefined();
  });
});
