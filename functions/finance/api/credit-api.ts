import { idOf, Pence } from "@alliance/core";
import { routesFor } from "@alliance/http";
import * as z from "zod";
import { Credit } from "../schema.ts";
import type { FinanceServices } from "../services.ts";
import { allocateCredit } from "../use-cases/allocate-credit.ts";
import { ownCredit } from "../use-cases/own-credit.ts";
import { listCredits, listRefundsToMake, onAccountPence, readCredit } from "../use-cases/read-credits.ts";
import { decideRefund, Reason, requestRefund } from "../use-cases/refund-credit.ts";
import { BankReference, markRefundSent, sendRefundAgain } from "../use-cases/send-refund-again.ts";
import { opened, Page, sealed } from "./paging.ts";

const { api } = routesFor<FinanceServices>();
const at = "/api/finance/credits";
const params = z.object({ creditId: idOf("crd") });
const access = "finance.allocate";
const CreditPage = z.object({ items: z.array(Credit), next: z.string().optional() });
const reply = { status: 200, description: "The money, as it is then", schema: Credit } as const;

/** Money on account: what a school has with us, and what the finance team does with it. */
export const creditApi = [
  api({
    method: "GET",
    path: "/api/finance/on-account",
    summary: "What an organisation has on account with us, for its people and the finance team",
    access: "finance.open-invoices",
    query: z.strictObject({ organisationId: idOf("org") }),
    reply: {
      status: 200,
      description: "The sum",
      schema: z.object({ organisationId: z.string(), onAccountPence: Pence }),
    },
    handle: async ({ ctx, query: { organisationId } }) => ({
      organisationId,
      onAccountPence: await onAccountPence(ctx, { organisationId }),
    }),
  }),
  api({
    method: "GET",
    path: at,
    summary: "Money on account, the oldest first; or refunds that were approved and have not gone yet",
    access: "finance.read-any",
    query: z.strictObject({ ...Page, list: z.enum(["on-account", "refunds"]).default("on-account") }),
    reply: { status: 200, description: "A page of it", schema: CreditPage },
    handle: async ({ ctx, services, query }) => {
      const page = opened(query, services);
      const read = await (query.list === "refunds" ? listRefundsToMake(ctx, page) : listCredits(ctx, page));
      return { items: read.items.map(({ data }) => data), ...sealed(read, services) };
    },
  }),
  api({
    method: "GET",
    path: `${at}/:creditId`,
    summary: "Some money on account, and what was done with it",
    access: "finance.read-any",
    params,
    reply,
    handle: async ({ ctx, params: { creditId } }) => (await readCredit(ctx, creditId)).credit,
  }),
  api({
    method: "POST",
    path: `${at}/:creditId/owner`,
    summary: "Look after some money on account",
    access,
    params,
    idempotent: true,
    reply,
    handle: async ({ ctx, params: { creditId } }) => {
      await ownCredit(ctx, { creditId });
      return (await readCredit(ctx, creditId)).credit;
    },
  }),
  api({
    method: "POST",
    path: `${at}/:creditId/allocations`,
    summary: "Use money on account for an open invoice of the same organisation; as much as fits unless said",
    access,
    params,
    body: z.strictObject({ invoiceId: idOf("inv"), amountPence: Pence.optional() }),
    idempotent: true,
    reply: { ...reply, status: 201 },
    handle: async ({ ctx, params: { creditId }, body }) => {
      await allocateCredit(ctx, { creditId, ...body });
      return (await readCredit(ctx, creditId)).credit;
    },
  }),
  api({
    method: "POST",
    path: `${at}/:creditId/refund`,
    summary: "Ask that what is left goes back; somebody else of the finance team decides",
    access,
    params,
    body: z.strictObject({ reason: Reason }),
    idempotent: true,
    reply: { ...reply, status: 201 },
    handle: async ({ ctx, params: { creditId }, body }) => {
      await requestRefund(ctx, { creditId, ...body });
      return (await readCredit(ctx, creditId)).credit;
    },
  }),
  api({
    method: "POST",
    path: `${at}/:creditId/refund/decision`,
    summary: "Decide a refund that somebody else asked for; approved, it goes back to the card",
    access,
    params,
    body: z.strictObject({ isApproved: z.boolean(), reason: Reason }),
    idempotent: true,
    reply,
    handle: async ({ ctx, params: { creditId }, body }) => {
      await decideRefund(ctx, { creditId, ...body });
      return (await readCredit(ctx, creditId)).credit;
    },
  }),
  api({
    method: "POST",
    path: `${at}/:creditId/refund/attempts`,
    summary: "Ask Stripe again for a refund that failed, or that it has not answered",
    access,
    params,
    idempotent: true,
    reply: { ...reply, status: 202 },
    handle: async ({ ctx, params: { creditId } }) => {
      await sendRefundAgain(ctx, { creditId });
      return (await readCredit(ctx, creditId)).credit;
    },
  }),
  api({
    method: "POST",
    path: `${at}/:creditId/refund/bank-transfer`,
    summary: "Say that a refund was sent by bank transfer, with its reference",
    access,
    params,
    body: z.strictObject({ reference: BankReference }),
    idempotent: true,
    reply,
    handle: async ({ ctx, params: { creditId }, body }) => {
      await markRefundSent(ctx, { creditId, ...body });
      return (await readCredit(ctx, creditId)).credit;
    },
  }),
];
