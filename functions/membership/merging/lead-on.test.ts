import { affiliationPut } from "@alliance/auth";
import { commit } from "@alliance/store";
import { as, staffMember, type TestCtx } from "@alliance/testing";
import { beforeEach, describe, expect, it } from "vitest";
import { renewRoutes } from "../pages/renew-routes.tsx";
import { whyRoutes } from "../pages/why-routes.tsx";
import { peoplePageRoutes } from "../people/routes.ts";
import { browserIn, someone } from "../people/test-world.ts";
import { mergeOrganisations } from "../use-cases/merge-organisations.ts";
import { type MergeQuestion, previewMerge } from "../use-cases/preview-merge.ts";
import { beach, harbour, mergeWorld, quay, school } from "./test-world.ts";

const organisations = [school(harbour, "900001"), school(quay, "900002"), school(beach, "900003")];
const routes = [...peoplePageRoutes, ...renewRoutes, ...whyRoutes] as typeof peoplePageRoutes;

async function merge(ctx: TestCtx, fromOrganisationId: string, intoOrganisationId: string) {
  const staff = as(ctx, staffMember());
  const question: MergeQuestion = { fromOrganisationId, intoOrganisationId, because: "duplicate" };
  const { seen } = await previewMerge(staff, question);
  await mergeOrganisations(staff, { ...question, seen, reason: "entered twice" });
}

type Browser = Awaited<ReturnType<typeof browserIn>>;
const answerOf = async (reply: Promise<Response>) => {
  const { status, headers } = await reply;
  return [status, headers.get("location")];
};

let ctx: TestCtx;
let lead: Browser;
beforeEach(async () => {
  ctx = await mergeWorld({ organisations });
  const amara = await someone(ctx, "Amara Osei", [[harbour, "lead"]]);
  lead = await browserIn(ctx, amara, routes);
});

const pages = (organisationId: string) => [
  `/portal/people/${organisationId}`,
  `/portal/people/${organisationId}?done=invited`,
  `/portal/people/${organisationId}/invite`,
  `/portal/people/${organisationId}/hand-over`,
  `/portal/people/${organisationId}/leave`,
  `/portal/membership/renew/${organisationId}`,
  `/portal/membership/why?organisation=${organisationId}&benefit=training`,
];

describe("a page of an organisation that became part of another", () => {
  it("leads its people on to the same page of that one, over several merges", async () => {
    for (const path of pages(harbour)) expect((await answerOf(lead.get(path)))[1], path).toBeNull();
    await merge(ctx, harbour, quay);
    await merge(ctx, quay, beach);
    for (const [at, path] of pages(harbour).entries()) {
      expect(await answerOf(lead.get(path))).toEqual([303, pages(beach)[at]]);
    }
    expect((await lead.get(`/portal/people/${beach}`)).status).toBe(200);
  });

  it("leads on who sends a form of it, and decides nothing", async () => {
    await merge(ctx, harbour, quay);
    const typed = { name: "Bea Finch", email: "bea@school.example", role: "finance", onceKey: "once-000000001" };
    expect(await answerOf(lead.submit(`/portal/people/${harbour}/invite`, typed))).toEqual([
      303,
      `/portal/people/${quay}/invite`,
    ]);
    expect(await (await lead.get(`/portal/people/${quay}`)).text()).not.toContain("bea@school.example");
  });

  it("does not exist for strangers, nor for who has left", async () => {
    await merge(ctx, harbour, quay);
    const stranger = await browserIn(ctx, await someone(ctx, "Cy Lo"), routes);
    expect((await stranger.get(`/portal/people/${harbour}`)).status).toBe(404);
    const gone = await someone(ctx, "Una Reed");
    const left = { personId: gone.personId, organisationId: quay, role: "lead", from: "2020-09-01" } as const;
    await commit(ctx, { put: [affiliationPut({ ...left, until: "2026-11-20" }, 1)] });
    expect((await (await browserIn(ctx, gone, routes)).get(`/portal/people/${harbour}`)).status).toBe(404);
  });

  it("leads staff on in the console", async () => {
    await merge(ctx, harbour, quay);
    const staff = await browserIn(ctx, await someone(ctx, "Ruth Adeyemi"), routes, "staff");
    const path = (id: string) => `/console/membership/organisations/${id}/people`;
    expect(await answerOf(staff.get(path(harbour)))).toEqual([303, path(quay)]);
    expect((await staff.get(path(quay))).status).toBe(200);
  });
});
