import { contactPut, erasurePut, readContact, readPerson } from "@alliance/auth";
import { commit } from "@alliance/store";
import type { TestCtx } from "@alliance/testing";
import { beforeEach, describe, expect, it } from "vitest";
import { invitationKey } from "../keys/invitation.ts";
import { again, harbourView, quayside, secretOf, someone, worldOfSchools } from "../people/test-world.ts";
import { MemoryAccounts } from "../privacy/memory-accounts.ts";
import { scheduled } from "../schedules.ts";
import { Invitation } from "../schema/invitation.ts";
import { workerCtx } from "../test-world.ts";
import { acceptInvitation } from "./accept-invitation.ts";
import { clearUp } from "./clear-up.ts";
import { gatherPersonData } from "./gather-person-data.ts";
import { inviteColleague } from "./invite-colleague.ts";
import { saveJoinAnswers } from "./save-join-answers.ts";

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
    expect(JSON.stringify([...world.table.items.keys()])).not.toContain("contact#con");
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
