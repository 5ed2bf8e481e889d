import { isProblem } from "@alliance/core";
import { type PageReply, redirect, routesFor } from "@alliance/http";
import type { Ctx } from "@alliance/store";
import * as z from "zod";
import { outstandingPence } from "../outstanding.ts";
import type { QuoteServices } from "../services.ts";
import { answerQuote, maxPurchaseOrderBytes } from "../use-cases/answer-quote.ts";
import { askForQuoteAgain } from "../use-cases/ask-for-quote-again.ts";
import { isOpen, openQuote } from "../use-cases/open-quote.ts";
import { InvoiceRequest } from "../use-cases/switch-to-invoice.ts";
import { quoteCookie, secretOfCookie } from "./quote-cookie.ts";
import { answeredPage, lostPage, payingPage, quotePage, quotePath, runOutPage } from "./quote-pages.tsx";

const { page } = routesFor<QuoteServices>();
/** Whatever stands there: a wrong secret is answered like one that has ended. */
const params = z.object({ secret: z.string().max(200) });

/** A file that was not chosen may come as an empty field. */
const QuoteAnswer = InvoiceRequest.extend({ file: z.literal("").optional() });

interface Came {
  readonly paid?: string | undefined;
  readonly cancelled?: string | undefined;
}

async function showQuote(
  ctx: Ctx,
  services: QuoteServices,
  secret: string,
  { came = {}, form }: { came?: Came; form?: Parameters<typeof quotePage>[0]["form"] } = {},
): Promise<PageReply> {
  const { order, invoice } = await openQuote(ctx, secret);
  const props = { secret, order: order.data, cookie: quoteCookie(secret, services.publicOrigin) };
  const isPaying = came.paid !== undefined;
  if (invoice && isPaying && outstandingPence(invoice) > 0) return payingPage(props);
  if (invoice) return answeredPage({ ...props, invoice });
  if (!isOpen(order.data, ctx.clock.now())) return runOutPage(props);
  return isPaying ? payingPage(props) : quotePage({ ...props, form, cancelled: came.cancelled !== undefined });
}

/** Pages that a letter's link opens without signing in. Nothing here keeps a reply for a repeat: it names the secret. */
export const quoteRoutes = [
  page({
    method: "GET",
    path: "/quotes/back",
    access: "public",
    query: z.object({ paid: z.string().optional(), cancelled: z.string().optional() }),
    handle: async ({ headers, query }) => {
      const secret = secretOfCookie(headers.get("cookie"));
      if (secret === undefined) return lostPage();
      const came = query.paid === undefined ? "cancelled" : "paid";
      return redirect(`${quotePath(secret)}?${came}=1`);
    },
  }),
  page({
    method: "GET",
    path: "/quotes/:secret",
    access: "public",
    params,
    query: z.object({ paid: z.string().optional(), cancelled: z.string().optional() }),
    handle: async ({ ctx, services, params: { secret }, query: came }) => showQuote(ctx, services, secret, { came }),
  }),
  page({
    method: "POST",
    path: "/quotes/:secret/answer",
    access: "public",
    params,
    form: QuoteAnswer,
    maxFileBytes: maxPurchaseOrderBytes,
    handle: async ({ ctx, services, params: { secret }, form, files }) => {
      if (!form.ok) return showQuote(ctx, services, secret, { form });
      try {
        const { purchaseOrderNumber } = form.data;
        await answerQuote(ctx, services.files, { secret, purchaseOrderNumber, file: files.get("file") });
      } catch (error) {
        if (!isProblem(error, "invalid-input")) throw error;
        return showQuote(ctx, services, secret, { form: { ok: false, errors: error.errors, values: form.values } });
      }
      return redirect(quotePath(secret));
    },
  }),
  page({
    method: "POST",
    path: "/quotes/:secret/renewal",
    access: "public",
    params,
    handle: async ({ ctx, params: { secret } }) => {
      await askForQuoteAgain(ctx, { secret });
      return redirect(quotePath(secret));
    },
  }),
];
