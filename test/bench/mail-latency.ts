import type { Span } from "@alliance/local-cloud";
import { atMost, type Measurement, median, quantile } from "./figure.ts";
import { introduce, join, joiner } from "./joining.ts";
import { type World, withPlatform } from "./world.ts";

const endOf = ({ startedAt, durationMs }: Span): number => startedAt + durationMs;

function first(spans: readonly Span[], what: string, fits: (span: Span) => boolean): Span {
  const found = spans.find(fits);
  if (found === undefined) throw new Error(`the timeline of a join has no ${what}`);
  return found;
}

interface Timed {
  /** From the request's arrival to the letter in the mailbox. */
  readonly toMail: number;
  /** From the start of the write to the start of the function that the event is for. */
  readonly oneHop: number;
}

/** Read from the platform's own timeline: nothing is polled, so nothing is rounded up to a poll. */
async function timeOne({ origin, cloud }: World, urn: string, place: string): Promise<Timed> {
  const person = await joiner(origin, `bursar.${place}@school-${urn}.example`);
  await introduce(origin, person);
  await cloud.idle();
  const { status, body, traceId } = await join(origin, person, { urn, key: `mail-${place}`, method: "invoice" });
  if (status !== 201) throw new Error(`joining ${urn} was answered ${status}: ${body}`);
  await cloud.idle();
  const spans = cloud.timeline.trace(traceId);
  const request = first(spans, "request", ({ kind }) => kind === "request");
  const mail = first(spans, "letter", ({ kind }) => kind === "email");
  const write = first(spans, "transaction", ({ kind, name }) => kind === "write" && name.startsWith("Transact"));
  const reaction = first(spans, "reaction", ({ kind, name }) => kind === "queue" && name.includes("Finance"));
  return { toMail: endOf(mail) - request.startedAt, oneHop: reaction.startedAt - write.startedAt };
}

/** One person after the other joins a school of their own by invoice, on a platform that is warm. */
export const mailLatency: Measurement = {
  name: "mail-latency",
  run: ({ quick }) =>
    withPlatform(1_000, async (world) => {
      const joins = quick ? 10 : 200;
      const warmUps = quick ? 3 : 20;
      const timed: Timed[] = [];
      for (const [at, urn] of world.urns.slice(0, joins + warmUps).entries()) {
        timed.push(await timeOne(world, urn, String(at).padStart(8, "0")));
      }
      const warm = timed.slice(warmUps);
      const toMail = warm.map((each) => each.toMail);
      const oneHop = warm.map((each) => each.oneHop);
      const detail = `${warm.length} joins by invoice, three events each`;
      const figure = "request → email in the mailbox";
      const hop = `p99 ${quantile(oneHop, 0.99).toFixed(0)} ms`;
      return [
        atMost({ id: "mail-p50", figure: `${figure}, p50`, value: median(toMail), limit: 400, unit: " ms", detail }),
        atMost({
          id: "mail-p99",
          figure: `${figure}, p99`,
          value: quantile(toMail, 0.99),
          limit: 1_500,
          unit: " ms",
          detail,
        }),
        atMost({
          ...{ id: "one-hop", figure: "one hop: write → stream → bus → queue → function, p50", detail: hop },
          ...{ value: median(oneHop), limit: 400, unit: " ms" },
        }),
      ];
    }),
};
