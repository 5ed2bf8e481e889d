import {
  feedbackKeyOf,
  findPersonId,
  holderOfEmail,
  identitiesOf,
  learningOf,
  openSession,
  peopleWithEmail,
  personPut,
  readPerson,
  readSession,
} from "@alliance/auth";
import { membership, notifications } from "@alliance/events";
import { commit } from "@alliance/store";
import { eventOf, published, type TestCtx } from "@alliance/testing";
import { strFromU8, unzipSync } from "fflate";
import { beforeEach, describe, expect, it } from "vitest";
import { again, harbourView, quayside, secretOf, someone, worldOfSchools } from "../people/test-world.ts";
import { workerCtx } from "../test-world.ts";
import { acceptInvitation } from "../use-cases/accept-invitation.ts";
import { askToBelong } from "../use-cases/ask-to-belong.ts";
import { decideErasure, erasePerson, requestErasure } from "../use-cases/erase-person.ts";
import { findPeople, listErasures } from "../use-cases/find-people.ts";
import { exportPersonData, gatherPersonData } from "../use-cases/gather-person-data.ts";
import { inviteColleague, revokeInvitation } from "../use-cases/invite-colleague.ts";
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

  it("holds what they attended, under their account or their address and name, and what they said of it", async () => {
    const certificate = (holder: string, code: string, printedName: string) => ({
      ...{ key: { pk: `certificate#${code}`, sk: "certificate" }, entity: "training.certificate", version: 1 },
      data: {
        ...{ code, sessionId: "ses_1", placeId: code, title: `Session ${code}`, attendedOn: "2026-11-02" },
        ...{ hours: 1.5, status: "valid", printedName },
      },
      gsi1: { pk: learningOf.certificates(holder).pk, sk: `2026-11-02#${code}` },
    });
    const [office, email] = [holderOfEmail("office@school.example"), "office@school.example"];
    const profile = await readPerson(tom, tom.personId);
    if (profile === undefined) throw new Error("Tom is known");
    await commit(world, {
      put: [
        personPut({ ...profile, emails: [{ email: profile.email }, { email, verifiedAt: world.clock.now() }] }, 2),
        certificate(tom.personId, "AAAA", "Tom Whitfield"),
        certificate(office, "BBBB", "tom  whitfield"),
        certificate(office, "CCCC", "Somebody Else"),
        {
          ...{ key: feedbackKeyOf({ sessionId: "ses_1", placeId: "AAAA" }), entity: "training.feedback", version: 1 },
          data: { givenAt: "2026-11-03T09:00:00.000Z", answers: { next: "Ring the other school" } },
        },
      ],
    });
    const { training } = await gatherPersonData(tom, tom.personId);
    expect(training.certificates.map(({ code }) => code)).toEqual(["AAAA", "BBBB"]);
    const zip = unzipSync(
      new Uint8Array(await dataFile(await gatherPersonData(tom, tom.personId), world.clock.now()).arrayBuffer()),
    );
    expect(strFromU8(zip["your-data.html"] ?? new Uint8Array())).toContain("Ring the other school");
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
    const { people, contacts } = await findPeople(staff, "TOM.Whitfield@school.example");
    expect([people.map(({ name }) => name), contacts]).toEqual([["Tom Whitfield"], []]);
    expect(await findPeople(staff, "tom@school.example")).toEqual({ people: [], contacts: [] });
    await expect(findPeople(lead, "tom.whitfield@school.example")).rejects.toMatchObject({ code: "not-allowed" });
  });
});

describe("finding those whom others named", () => {
  const bea = { name: "Bea Finch", email: "bea@school.example", role: "head" } as const;

  it("shows them with their organisation, and as the person they turned out to be", async () => {
    await inviteColleague(lead, { ...bea, organisationId: harbourView });
    const found = await findPeople(staff, "BEA@school.example");
    expect(found.contacts).toMatchObject([
      { contact: { name: "Bea Finch" }, organisationName: "Harbour View Primary School" },
    ]);
    // Tom was named with the office's address, which is not one of his own.
    expect((await findPeople(staff, "office@school.example")).people.map(({ name }) => name)).toEqual([
      "Tom Whitfield",
    ]);
  });

  it("finds nobody after the invitation was taken back; nothing of them is left", async () => {
    const { invitationId } = await inviteColleague(lead, { ...bea, organisationId: harbourView });
    await revokeInvitation(lead, { organisationId: harbourView, invitationId });
    expect(await findPeople(staff, bea.email)).toEqual({ people: [], contacts: [] });
    const left = [...world.table.items.values()].filter(({ entity }) => entity === "contact-email-entry");
    expect(left).toHaveLength(1);
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
