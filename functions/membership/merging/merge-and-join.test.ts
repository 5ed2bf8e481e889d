import { type Ctx, commit } from "@alliance/store";
import { as, staffMember, system } from "@alliance/testing";
import { expect, test } from "vitest";
import { organisationKey, organisationPut } from "../keys/organisation.ts";
import { termsOf } from "../keys/term.ts";
import { Organisation } from "../schema/organisation.ts";
import { Term } from "../schema/term.ts";
import { anotherPerson, expiryOf, invoiceFor, type World, workerCtx, worldWithRegister } from "../test-world.ts";
import { activateMembership } from "../use-cases/activate-membership.ts";
import { applyToJoin } from "../use-cases/apply-to-join.ts";
import { mergeOrganisations } from "../use-cases/merge-organisations.ts";
import { previewMerge } from "../use-cases/preview-merge.ts";
import { releaseApplication } from "../use-cases/release-application.ts";
import { quay, school } from "./test-world.ts";

const input = { urn: "900001", payment: { method: "card" } } as const;

/** A school whose first application ended, and a second entry of it. */
async function given() {
  const world = await worldWithRegister();
  const { application } = await applyToJoin(world.ctx, world.register, input);
  await releaseApplication(workerCtx(world.ctx), expiryOf(application));
  await commit(as(world.ctx, system("membership")), { put: [organisationPut(school(quay, "900999"), 1)] });
  return { world, application };
}

async function merge({ ctx }: World, fromOrganisationId: string) {
  const staff = as(ctx, staffMember());
  const question = { fromOrganisationId, intoOrganisationId: quay, because: "duplicate" } as const;
  const { seen } = await previewMerge(staff, question);
  return mergeOrganisations(staff, { ...question, seen, reason: "entered twice" });
}

const termsAt = async ({ table }: Ctx, organisationId: string): Promise<Term[]> =>
  (await table.query(termsOf(organisationId), Term)).items.map(({ data }) => data);
const organisationAt = async ({ table }: Ctx, organisationId: string) =>
  (await table.get(organisationKey(organisationId), Organisation))?.data;

test.each([0, 1, 2, 3, 5, 8, 13, 21])(
  "joining and merging at the same moment: nobody joins for an organisation that is gone (%i steps apart)",
  async (steps) => {
    const { world, application } = await given();
    const joining = applyToJoin({ ...world.ctx, actor: anotherPerson() }, world.register, input);
    for (let step = 0; step < steps; step++) await Promise.resolve();
    const merging = merge(world, application.organisationId);
    const [joined, merged] = await Promise.allSettled([joining, merging]);
    expect(joined.status).toBe("fulfilled");
    const at = joined.status === "fulfilled" ? joined.value.application.organisationId : "";
    expect(at).toBe(merged.status === "fulfilled" ? quay : application.organisationId);
    expect((await termsAt(world.ctx, at)).map(({ status }) => status)).toEqual(["pending"]);
    expect((await organisationAt(world.ctx, at))?.mergedInto).toBeUndefined();
  },
);

test("money that comes for an organisation that is gone waits for staff, and makes nobody a member of it", async () => {
  const { world, application } = await given();
  await merge(world, application.organisationId);
  expect(await activateMembership(workerCtx(world.ctx), invoiceFor(application))).toBe("stranded");
  expect(await termsAt(world.ctx, application.organisationId)).toEqual([]);
});
