import { Visitor } from "../journeys/visitor.ts";
import { exactly, type Figure, type Measurement } from "./figure.ts";
import { join, joiner } from "./joining.ts";
import { contentsOf } from "./table-contents.ts";
import { type World, withPlatform } from "./world.ts";

const times = 20;

interface Effects {
  readonly items: number;
  readonly events: number;
  readonly letters: number;
  readonly fingerprint: string;
}

/** What there is once everything has come to rest. */
async function effectsOf({ cloud }: World): Promise<Effects> {
  await cloud.idle();
  const { items, fingerprint, ofEntity } = await contentsOf(cloud);
  const letters = (await cloud.mailbox()).length;
  return { items: items.length, events: ofEntity("event").length, letters, fingerprint: fingerprint() };
}

function newEffects(id: string, figure: string, before: Effects, after: Effects): Figure[] {
  const change = (what: "items" | "events" | "letters") => `${what} ${before[what]} → ${after[what]}`;
  const detail = `${times} repeats; ${change("items")}, ${change("events")}, ${change("letters")}`;
  const added = after.items - before.items + (after.letters - before.letters);
  const changed = before.fingerprint === after.fingerprint ? 0 : 1;
  return [
    exactly({ id, figure: `${figure}: new effects`, wanted: 0, value: Math.max(Math.abs(added), changed), detail }),
  ];
}

/** Twenty times the same request under its key: half one after the other, half at once. */
async function repeatPost(world: World): Promise<Figure[]> {
  const person = await joiner(world.origin, "head@repeat.example");
  const asked = { urn: world.urns[0] ?? "", key: "repeat-0000-0001", method: "invoice" } as const;
  const first = await join(world.origin, person, asked);
  if (first.status !== 201) throw new Error(`joining was answered ${first.status}: ${first.body}`);
  const before = await effectsOf(world);
  const answers = [];
  for (let at = 0; at < times / 2; at++) answers.push(await join(world.origin, person, asked));
  answers.push(...(await Promise.all(Array.from({ length: times / 2 }, () => join(world.origin, person, asked)))));
  const same = answers.filter(({ status, body }) => status === first.status && body === first.body).length;
  return [
    ...newEffects("repeated-post", "retried POST with the same Idempotency-Key", before, await effectsOf(world)),
    exactly({
      ...{ id: "repeated-post-answers", figure: "retried POST: answered with the first answer, byte for byte" },
      ...{ wanted: times, value: same },
    }),
  ];
}

/** Joins and pays by card, as a person does, up to the money. */
async function payByCard(world: World, urn: string): Promise<void> {
  const { origin, cloud, stripe } = world;
  const token = (await (await fetch(`${origin}/_local/token?persona=newcomer`)).text()).trim();
  const applied = await join(origin, { email: "", token }, { urn, key: "repeat-0000-0002", method: "card" });
  if (applied.status !== 201) throw new Error(`joining by card was answered ${applied.status}: ${applied.body}`);
  await cloud.idle();
  const visitor = new Visitor(origin);
  await visitor.signIn("newcomer", "/");
  const { next } = JSON.parse(applied.body) as { next: string };
  const hosted = await visitor.submit(await visitor.open(next), {}, "checkout");
  const sessionId = /cs_\w+/.exec(hosted.url.pathname)?.[0];
  if (sessionId === undefined) throw new Error(`no session in ${hosted.url.href} (${hosted.status})`);
  const outcome = stripe.controls.pay(sessionId);
  if (outcome !== "paid") throw new Error(`the card was answered ${JSON.stringify(outcome)}`);
  await stripe.controls.idle();
  await cloud.idle();
}

async function repeatWebhook(world: World): Promise<Figure[]> {
  const { stripe } = world;
  await payByCard(world, world.urns[1] ?? "");
  const paid = stripe.controls.events().find(({ type }) => type === "checkout.session.completed");
  if (paid === undefined) throw new Error("Stripe's double sent no completed session");
  const before = await effectsOf(world);
  for (let at = 0; at < times; at++) stripe.controls.redeliver(paid.id);
  await stripe.controls.idle();
  const after = await effectsOf(world);
  const sent = stripe.controls.deliveries().filter(({ eventId }) => eventId === paid.id).length;
  if (sent <= times) throw new Error(`the webhook was sent ${sent} times only`);
  return newEffects("repeated-webhook", "duplicate webhook", before, after);
}

export const repeats: Measurement = {
  name: "repeats",
  run: () => withPlatform(100, async (world) => [...(await repeatPost(world)), ...(await repeatWebhook(world))]),
};
