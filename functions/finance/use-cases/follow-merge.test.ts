import { membership } from "@alliance/events";
import { eventOf, person } from "@alliance/testing";
import { expect, test } from "vitest";
import { applied, organisationId, testWorld, type World } from "../test-world.ts";
import { followMerge, followUndoneMerge } from "./follow-merge.ts";
import { listOrganisationInvoices } from "./list-invoices.ts";
import { openOrder } from "./open-order.ts";
import { readInvoiceDocument } from "./read-invoice.ts";

const intoOrganisationId = "org_01KAK3F0Q8J5W2M7X9B4C6D8ZZ";
const ids = { mergeId: "mrg_01KAK3F0Q8J5W2M7X9B4C6D8EF", organisationId, intoOrganisationId };
const merged = eventOf(membership.organisationsMerged, { ...ids, because: "duplicate" });
const undone = eventOf(membership.mergeUndone, ids);

async function invoiced(): Promise<World> {
  const world = testWorld();
  await openOrder(world.ctx, applied({ payment: "invoice", purchaseOrderNumber: "PO-1" }));
  return world;
}

const leadOf = (id: string) =>
  person("per_01KAK3F0Q8J5W2M7X9B4C6D8ZZ", { affiliations: [{ organisationId: id, role: "lead" }] });

const invoicesOf = async (world: World, id: string) =>
  (await listOrganisationInvoices(world.as(leadOf(id)), { organisationId: id, limit: 10 })).items;

test("open invoices follow, and their documents stay as they were issued; also when it is told twice", async () => {
  const world = await invoiced();
  const [before] = await invoicesOf(world, organisationId);
  await followMerge(world.ctx, merged);
  await followMerge(world.ctx, merged);
  expect(await invoicesOf(world, organisationId)).toEqual([]);
  const [after] = await invoicesOf(world, intoOrganisationId);
  expect(after?.data).toEqual({
    ...before?.data,
    organisationId: intoOrganisationId,
    followed: [{ mergeId: ids.mergeId, organisationId }],
  });
  const invoiceId = after?.data.invoiceId ?? "";
  const { document } = await readInvoiceDocument(world.as(leadOf(intoOrganisationId)), invoiceId);
  expect(document.billTo.name).toBe("Harbour View Primary School");
  const stranger = readInvoiceDocument(world.as(leadOf(organisationId)), invoiceId);
  await expect(stranger).rejects.toMatchObject({ code: "not-found" });
});

test("undone they go back, and what the other had already stays", async () => {
  const world = await invoiced();
  const other = { applicationId: "app_01KAK3F0Q8J5W2M7X9B4C6D8ZZ", organisationId: intoOrganisationId };
  await openOrder(world.ctx, applied({ ...other, payment: "invoice", purchaseOrderNumber: "PO-2" }));
  await followMerge(world.ctx, merged);
  expect(await invoicesOf(world, intoOrganisationId)).toHaveLength(2);
  await followUndoneMerge(world.ctx, undone);
  await followUndoneMerge(world.ctx, undone);
  expect(await invoicesOf(world, organisationId)).toHaveLength(1);
  expect(await invoicesOf(world, intoOrganisationId)).toHaveLength(1);
});

test("a merge that is told after its undoing, or at the same moment, moves nothing", async () => {
  for (const isLate of [true, false]) {
    const world = await invoiced();
    if (isLate) await followUndoneMerge(world.ctx, undone);
    else await Promise.all([followMerge(world.ctx, merged), followUndoneMerge(world.ctx, undone)]);
    expect(await followMerge(world.ctx, merged)).toBe("undone-before");
    expect(await invoicesOf(world, organisationId)).toHaveLength(1);
  }
});
