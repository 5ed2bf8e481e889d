import {
  contactPut,
  erasurePut,
  findPersonId,
  identitiesOf,
  openSession,
  peopleWithEmail,
  readContact,
  readPerson,
  readSession,
} from "@alliance/auth";
import { membership, notifications } from "@alliance/events";
import { commit } from "@alliance/store";
import { eventOf, published, type TestCtx } from "@alliance/testing";
import { strFromU8, unzipSync } from "fflate";
import { beforeEach, describe, expect, it } from "vitest";
import { invitationKey } from "../keys/invitation.ts";
import { again, harbourView, quayside, secretOf, someone, worldOfSchools } from "../people/test-world.ts";
import { scheduled } from "../schedules.ts";
import { Invitation } from "../schema/invitation.ts";
import { workerCtx } from "../test-world.ts";
import { acceptInvitation } from "../use-cases/accept-invitation.ts";
import { askToBelong } from "../use-cases/ask-to-belong.ts";
import { clearUp } from "../use-cases/clear-up.ts";
import { decideErasure, erasePerson, requestErasure } from "../use-cases/erase-person.ts";
import { findPeople, listErasures } from "../use-cases/find-people.ts";
import { exportPersonData, gatherPersonData } from "../use-cases/gather-person-data.ts";
import { inviteColleague } from "../use-cases/invite-colleague.ts";
import { saveJoinAnswers } from "../use-cases/save-join-answers.ts";
import { dataFile } from "./data-file.tsx";
import { MemoryAccounts } from "./memory-accounts.ts";

type Someone = Awaited<ReturnType<typeof someone>>;
let world: TestCtx;
let lead: Someone;
let tom: Someone;
let staff: Someone;

beforeEach(async () => {
  world = await worldOfSchools();
  lead = await someone(world, "Amara Osei", [[harbourView, "lead"]]);
  tom = await someone(world, "Tom Whitfield");
  staff = await again(await someone(world, "Ruth Adeyemi"), "staff");
  const input = { organisationId: harbourView, name: "Tom W", email: "office@school.example", role: "head" } as const;
  await acceptInvitation(tom, await secretOf(world, await inviteColleague(lead, input)), tom.personId);
  await askToBelong(tom, { organisationId: quayside, role: "colleague", from: "2026-12-01" });
});

describe("the file with everything about a person", () => {
  it("holds what we know, for people and for programs", async () => {
    const data = await exportPersonData(tom, tom.personId);
    const zip = unzipSync(new Uint8Array(await dataFile(data, world.clock.now()).arrayBuffer()));
    expect(Object.keys(zip).toSorted()).toEqual(["read-me.txt", "your-data.html", "your-data.json"]);
    const [html, json] = ["your-data.html", "your-data.json"].map((name) => strFromU8(zip[name] ?? new Uint8Array()));
    for (const word of ["Tom Whitfield", "Tom W", "office@school.example", "Harbour View Primary School", "Head"]) {
      expect(html).toContain(word);
    }
    expect(JSON.parse(json ?? "")).toMatchObject({ consents: [], requests: [{ organisationId: quayside }] });
    expect(json).not.toContain("Amara");
  });

  it("is made by staff for a reason, which the audit trail keeps, and for nobody else", async () => {
    await expect(exportPersonData(staff, tom.personId)).rejects.toMatchObject({ code: "invalid-input" });
    await exportPersonData(staff, tom.personId, "data-protection");
    const last = published(world).at(-1);
    expect(last).toMatchObject({ type: "membership.person-data-exported", data: { reason: "data-protection" } });
    await expect(gatherPersonData(lead, tom.personId)).rejects.toMatchObject({ code: "not-allowed" });
  });
});

describe("finding people", () => {
  it("takes an exact address in any case, and staff", async () => {
    expect((await findPeople(staff, "TOM.Whitfield@school.example")).map(({ name }) => name)).toEqual([
      "Tom Whitfield",
    ]);
    expect(await findPeople(staff, "tom@school.example")).toEqual([]);
    await expect(findPeople(lead, "tom.whitfield@school.example")).rejects.toMatchObject({ code: "not-allowed" });
  });
});

describe("erasure", () => {
  const told = () => eventOf(notifications.erasureTold, { personId: tom.personId });
  const approve = () =>
    decideErasure(staff, { personId: tom.personId, outcome: "approved", reason: "data-protection" });

  it("ends the roles at once, waits for its letter, and removes every trace of the name", async () => {
    const token = await openSession(world, { personId: tom.personId, staffRoles: [], name: "Tom Whitfield" });
    await Promise.all([requestErasure(tom), requestErasure(tom)]);
    expect(await listErasures(staff)).toHaveLength(1);
    expect(await erasePerson(workerCtx(world), told())).toBe("not-approved");
    await approve();
    expect((await again(tom)).actor).toMatchObject({ affiliations: [] });
    expect(await readPerson(world, tom.personId)).toBeDefined();
    const accounts = new MemoryAccounts();
    const worker = workerCtx(world, undefined, accounts);
    accounts.isDown = true;
    await expect(erasePerson(worker, told())).rejects.toThrow("does not answer");
    expect(await readPerson(world, tom.personId)).toBeDefined();
    accounts.isDown = false;
    expect(await erasePerson(worker, told())).toBe("erased");
    expect(await erasePerson(worker, told())).toBe("erased-before");
    expect(accounts.removed).toEqual(["Tom Whitfield"]);
    expect(published(world).at(-1)).toMatchObject({ type: "membership.person-erased", data: { accounts: 1 } });
    expect(await readPerson(world, tom.personId)).toBeUndefined();
    expect(await readSession(world, token)).toBeUndefined();
    expect(await findPersonId(world, "i", "Tom Whitfield")).toBeUndefined();
    expect(await peopleWithEmail(world.table, "tom.whitfield@school.example")).toEqual([]);
    expect(JSON.stringify([...world.table.items.values()])).not.toMatch(/Tom W|tom\.whitfield|office@/);
    expect(published(world).map(({ type }) => type)).toContain("membership.person-erased");
  });

  it("leaves an account of another sign-in service, and one of before, to whoever runs that", async () => {
    const [identity] = await identitiesOf(world.table, tom.personId);
    if (identity === undefined) throw new Error("Tom has an account");
    const accounts = new MemoryAccounts();
    const elsewhere = { ...identity.data, issuer: "https://elsewhere.example" };
    const put = {
      key: identity.key,
      entity: "identity",
      gsi1: { pk: `person-identities#${tom.personId}`, sk: "identity" },
    };
    await commit(world, { put: [{ ...put, version: identity.version + 1, data: elsewhere }] });
    await approve();
    expect(await erasePerson(workerCtx(world, undefined, accounts), told())).toBe("erased");
    expect(accounts.removed).toEqual([]);
    expect(await identitiesOf(world.table, tom.personId)).toEqual([]);
  });

  it("is decided by staff with a reason, not by the person, a lead, nor for the only lead of a school", async () => {
    const decision = { personId: tom.personId, outcome: "approved" } as const;
    await expect(decideErasure(staff, decision)).rejects.toMatchObject({ code: "invalid-input" });
    const because = { ...decision, reason: "data-protection" } as const;
    await expect(decideErasure(tom, because)).rejects.toMatchObject({ code: "not-allowed" });
    await expect(decideErasure(staff, { ...because, personId: lead.personId })).rejects.toThrow("Hand over");
  });

  it("that was refused can be asked for again; one that was approved is not refused any more", async () => {
    await requestErasure(tom);
    const because = { personId: tom.personId, reason: "correcting-a-mistake" } as const;
    await decideErasure(staff, { ...because, outcome: "refused" });
    expect(await requestErasure(tom)).toMatchObject({ status: "open" });
    await Promise.all([approve(), approve()]);
    await expect(decideErasure(staff, { ...because, outcome: "refused" })).rejects.toMatchObject({ code: "gone" });
    const decided = published(world).filter(({ type }) => type === membership.erasureDecided.type);
    expect(decided).toHaveLength(2);
  });
});

describe("the nightly clear-up", () => {
  const night = () => clearUp(workerCtx(world));

  it("removes what is over, tells how many, and finds nothing the second time", async () => {
    const input = {
      organisationId: harbourView,
      name: "Bea Finch",
      email: "bea@school.example",
      role: "head",
    } as const;
    const { invitationId, contactId } = await inviteColleague(lead, input);
    expect(await night()).toEqual({ invitations: 0, contacts: 0, drafts: 0, erasures: 0 });
    world.clock.moveSeconds(61 * 86_400);
    expect(await night()).toMatchObject({ invitations: 2, contacts: 0 });
    expect(await world.table.get(invitationKey(invitationId), Invitation)).toBeUndefined();
    const known = await readContact(world.table, contactId);
    expect(known?.data.name).toBe("Bea Finch");
    world.clock.moveSeconds(700 * 86_400);
    expect(await night()).toMatchObject({ contacts: 2 });
    expect(await night()).toEqual({ invitations: 0, contacts: 0, drafts: 0, erasures: 0 });
    const lines = JSON.stringify(world.log.lines);
    expect(lines).toContain('"contacts":2');
    expect(lines).not.toMatch(/Bea|@/);
  });

  it("removes answers of join forms after thirty days without a change; until then they are in the person's file", async () => {
    const about = { who: "900001", name: "Harbour View Primary School" };
    await saveJoinAnswers(tom, about, { job: "other" });
    world.clock.moveSeconds(20 * 86_400);
    await saveJoinAnswers(tom, about, { contacts: { lead: { name: "Bea Finch", email: "bea@school.example" } } });
    world.clock.moveSeconds(29 * 86_400);
    expect(await night()).toMatchObject({ drafts: 0 });
    expect((await gatherPersonData(tom, tom.personId)).drafts).toMatchObject([{ name: about.name }]);
    world.clock.moveSeconds(86_400);
    expect(await night()).toMatchObject({ drafts: 1 });
    expect((await gatherPersonData(tom, tom.personId)).drafts).toEqual([]);
    expect(JSON.stringify(world.log.lines)).toContain('"drafts":1');
  });

  it("erases the others when one account cannot be deleted, and asks for another try", async () => {
    const accounts = new MemoryAccounts();
    const bea = await someone(world, "Bea Finch");
    const approvedAt = world.clock.now();
    for (const { personId } of [tom, bea]) {
      const erasure = { personId, requestedAt: approvedAt, status: "approved" as const, decidedAt: approvedAt };
      await commit(world, { put: [erasurePut(erasure, 1)] });
    }
    world.clock.moveSeconds(86_400);
    const remove = accounts.remove.bind(accounts);
    accounts.remove = async (subject) => {
      if (subject === "Tom Whitfield") throw new Error("throttled");
      await remove(subject);
    };
    const worker = workerCtx(world, undefined, accounts);
    await expect(clearUp(worker)).rejects.toThrow("1 erasures have to wait");
    expect(await readPerson(world, bea.personId)).toBeUndefined();
    expect(await readPerson(world, tom.personId)).toBeDefined();
    accounts.remove = remove;
    expect(await clearUp(worker)).toMatchObject({ erasures: 1 });
  });

  it("goes on over more than a page, however often it runs at once", async () => {
    for (let n = 0; n < 130; n++) {
      const contact = { contactId: `con_${n}`, organisationId: quayside, name: "N", email: "n@school.example" };
      await commit(world, {
        put: [contactPut({ ...contact, role: "head", createdAt: "2020-01-01T00:00:00.000Z" }, 1)],
      });
    }
    const nights = await Promise.all([night(), night()]);
    expect(nights.reduce((sum, { contacts }) => sum + contacts, 0)).toBe(130);
  });

  it("erases whom no letter could reach within a day, runs by its schedule, and for nobody but the platform", async () => {
    const approved = { personId: tom.personId, requestedAt: world.clock.now(), status: "approved" as const };
    await commit(world, { put: [erasurePut({ ...approved, decidedAt: world.clock.now() }, 1)] });
    expect(await night()).toMatchObject({ erasures: 0 });
    world.clock.moveSeconds(86_400);
    const notice = { "detail-type": "membership.clear-up", detail: { executionId: "e-1" } };
    await scheduled(notice, () => workerCtx(world));
    expect(await readPerson(world, tom.personId)).toBeUndefined();
    await expect(clearUp({ ...staff, accounts: new MemoryAccounts() })).rejects.toThrow("only the platform");
  });
});
