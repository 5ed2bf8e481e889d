import { person, published, staffMember } from "@alliance/testing";
import { expect, test } from "vitest";
import { applicant, orderByQuote, orderId, organisationId, quoteSecret, stranger, testWorld } from "../test-world.ts";
import { answerQuote } from "./answer-quote.ts";
import { listOrganisationQuotes, listQuotes } from "./list-quotes.ts";
import { readQuote, revokeQuoteLink, sendQuoteAgain } from "./manage-quote.ts";
import { openQuote } from "./open-quote.ts";

const lead = person("per_01KAK3F0Q8J5W2M7X9B4C6D8AA", { affiliations: [{ organisationId, role: "lead" }] });
const colleague = person("per_01KAK3F0Q8J5W2M7X9B4C6D8AB", { affiliations: [{ organisationId, role: "colleague" }] });
const treasurer = staffMember("finance");

test("sent again, the new letter's link works and the one before has ended", async () => {
  const world = testWorld();
  await orderByQuote(world);
  const first = await quoteSecret(world, 1);
  expect((await openQuote(world.ctx, first)).order.data.orderId).toBe(orderId);
  expect(await sendQuoteAgain(world.as(lead), { orderId })).toEqual({ linkNumber: 2 });
  await expect(openQuote(world.ctx, first)).rejects.toMatchObject({ code: "not-found" });
  expect((await openQuote(world.ctx, await quoteSecret(world, 2))).order.data.orderId).toBe(orderId);
  expect(published(world.ctx).map(({ data }) => (data as { linkNumber: number }).linkNumber)).toEqual([1, 2]);
});

test("a closed link opens nothing, until the quote is sent again", async () => {
  const world = testWorld();
  await orderByQuote(world);
  expect(await revokeQuoteLink(world.as(treasurer), { orderId })).toBe("revoked");
  expect(await revokeQuoteLink(world.as(treasurer), { orderId })).toBe("revoked-before");
  await expect(openQuote(world.ctx, await quoteSecret(world, 1))).rejects.toMatchObject({ code: "not-found" });
  await sendQuoteAgain(world.as(applicant), { orderId });
  expect((await openQuote(world.ctx, await quoteSecret(world, 2))).order.data.orderId).toBe(orderId);
});

test("ten at once send ten letters at most, each with a link of its own, and then no more", async () => {
  const world = testWorld();
  await orderByQuote(world);
  const sent = await Promise.allSettled(Array.from({ length: 12 }, () => sendQuoteAgain(world.as(lead), { orderId })));
  const numbers = sent.flatMap((each) => (each.status === "fulfilled" ? [each.value.linkNumber] : []));
  expect(new Set(numbers).size).toBe(numbers.length);
  expect(published(world.ctx).length).toBeLessThanOrEqual(10);
});

test("strangers, colleagues and an answered quote are refused", async () => {
  const world = testWorld();
  await orderByQuote(world);
  for (const who of [stranger, colleague]) {
    await expect(readQuote(world.as(who), orderId)).rejects.toMatchObject({ code: "not-found" });
    await expect(sendQuoteAgain(world.as(who), { orderId })).rejects.toMatchObject({ code: "not-found" });
    await expect(revokeQuoteLink(world.as(who), { orderId })).rejects.toMatchObject({ code: "not-found" });
    await expect(listOrganisationQuotes(world.as(who), { organisationId, limit: 10 })).rejects.toMatchObject({
      code: "not-found",
    });
  }
  await expect(listQuotes(world.as(lead), { limit: 10 })).rejects.toMatchObject({ code: "not-allowed" });
  await answerQuote(world.ctx, world.files, { secret: await quoteSecret(world), purchaseOrderNumber: "PO-1" });
  await expect(sendQuoteAgain(world.as(lead), { orderId })).rejects.toMatchObject({ code: "conflict" });
});

test("a quote is on the lists while it waits, and on none once it is answered", async () => {
  const world = testWorld();
  await orderByQuote(world);
  const listed = async () => [
    (await listQuotes(world.as(treasurer), { limit: 10 })).items.length,
    (await listOrganisationQuotes(world.as(lead), { organisationId, limit: 10 })).items.length,
  ];
  expect(await listed()).toEqual([1, 1]);
  await answerQuote(world.ctx, world.files, { secret: await quoteSecret(world), purchaseOrderNumber: "PO-1" });
  expect(await listed()).toEqual([0, 0]);
});
