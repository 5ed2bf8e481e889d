import { createHash } from "node:crypto";
import { type Context, Hono } from "hono";
import type { Engine } from "../engine.ts";
import type { Session } from "../objects/stored.ts";
import { ConfirmPage, PayPage } from "./page.tsx";
import { NoticePage } from "./page-frame.tsx";
import { payPageStyles } from "./page-styles.ts";
import { confirmWithBank, type PaymentOutcome, payWithCard, testCards } from "./payment.ts";

const styleHash = createHash("sha256").update(payPageStyles).digest("base64");

/** The hosted pay page: pages and forms that work without JavaScript. */
export function payRoutes(engine: Engine): Hono {
  const app = new Hono();
  const find = (id: string) => {
    engine.sweep();
    return engine.ledger.objects.find("checkout.session", id);
  };
  app.use(async (c, next) => {
    const origin = c.req.header("origin");
    if (
      c.req.method === "POST" &&
      origin !== undefined &&
      origin !== "null" &&
      new URL(origin).host !== c.req.header("host")
    ) {
      return notice(c, 403, "Not allowed", "The form came from another site.");
    }
    await next();
  });
  app.get("/:id", (c) => payPage(c, engine, find(c.req.param("id")), 200));
  app.post("/:id", async (c) => {
    const form = await c.req.formData();
    const card = Object.values(testCards).find(({ number }) => number === form.get("card"));
    const session = find(c.req.param("id"));
    if (session === undefined || card === undefined)
      return payPage(c, engine, session, 422, "Choose one of the test cards.");
    const outcome = engine.act((work) => payWithCard(work, session.id, card, emailOf(form.get("email"))));
    return afterPaying(c, engine, session.id, outcome);
  });
  app.get("/:id/confirm", (c) => {
    const session = find(c.req.param("id"));
    if (session?.status !== "open") return payPage(c, engine, session, 200);
    return page(c, 200, <ConfirmPage session={session} />, session);
  });
  app.post("/:id/confirm", async (c) => {
    const answer = (await c.req.formData()).get("answer");
    const session = find(c.req.param("id"));
    if (session === undefined || (answer !== "approve" && answer !== "refuse")) return payPage(c, engine, session, 422);
    const outcome = engine.act((work) => confirmWithBank(work, session.id, answer === "approve"));
    return afterPaying(c, engine, session.id, outcome);
  });
  return app;
}

/** A second press of the button finds the session complete and goes where the first one went. */
function afterPaying(
  c: Context,
  engine: Engine,
  sessionId: string,
  outcome: PaymentOutcome,
): Response | Promise<Response> {
  const session = engine.ledger.objects.find("checkout.session", sessionId);
  if (session?.status === "complete") return c.redirect(successUrl(session), 303);
  if (outcome === "confirm-with-bank") return c.redirect(`/pay/${sessionId}/confirm`, 303);
  const intent = session?.payment_intent
    ? engine.ledger.objects.find("payment_intent", session.payment_intent)
    : undefined;
  return payPage(c, engine, session, 402, intent?.last_payment_error?.message);
}

function payPage(c: Context, engine: Engine, session: Session | undefined, status: number, error?: string) {
  if (session === undefined) return notice(c, 404, "Not found", "There is no such payment page.");
  if (session.status === "complete") {
    const link = { href: successUrl(session), text: "Continue" };
    return page(
      c,
      200,
      <NoticePage title="You have paid" text="There is nothing more to pay here." link={link} />,
      session,
    );
  }
  if (session.status === "expired") {
    const text = "This page was open too long, so it can no longer take a payment. Nothing has been charged.";
    const link = session.cancel_url ? { link: { href: session.cancel_url, text: "Go back and start again" } } : {};
    return page(c, 410, <NoticePage title="This page has expired" text={text} {...link} />, session);
  }
  const lines = engine.ledger.objects.find("line_items", `line_items:${session.id}`);
  return page(c, status, <PayPage session={session} lines={lines} {...(error !== undefined && { error })} />, session);
}

const notice = (c: Context, status: number, title: string, text: string) =>
  page(c, status, <NoticePage title={title} text={text} />);

function page(c: Context, status: number, body: unknown, session?: Session): Response | Promise<Response> {
  c.header("content-security-policy", policyFor(session));
  c.header("referrer-policy", "no-referrer");
  c.header("x-content-type-options", "nosniff");
  c.header("cache-control", "no-store");
  return c.html(`<!doctype html>${String(body)}`, status as 200);
}

/** Chromium applies form-action to where the answer redirects too, so the school's way back must be named. */
function policyFor(session: Session | undefined): string {
  const back = session?.success_url ? new URL(session.success_url).origin : "";
  return `default-src 'none'; style-src 'sha256-${styleHash}'; form-action 'self' ${back}; base-uri 'none'; frame-ancestors 'none'`;
}

function successUrl(session: Session): string {
  return (session.success_url ?? "").replaceAll("{CHECKOUT_SESSION_ID}", session.id);
}

function emailOf(value: unknown): string | null {
  return typeof value === "string" && /^[^\s@]+@[^\s@]+$/.test(value.slice(0, 254)) ? value : null;
}
