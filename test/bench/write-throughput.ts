import { compareFilledWithFresh } from "@alliance/local-cloud/write-throughput";
import type { Figure, Measurement } from "./figure.ts";

const tolerance = 0.15;

/** As fast after 50,000 writes on one data folder as after 1,000, in both directions. */
async function flatness(kind: "put" | "transaction", writes: number): Promise<Figure> {
  const { fresh, filled, ratio } = await compareFilledWithFresh({ kind, writes, sampleEvery: writes, clients: 4 });
  const change = (ratio - 1) * 100;
  const rate = ({ perSecond, writes: after }: typeof fresh) =>
    `${perSecond.toFixed(0)}/s after ${after.toLocaleString("en-GB")}`;
  return {
    id: `throughput-${kind}`,
    figure: `write throughput on a filled data folder beside a fresh one, ${kind === "put" ? "single writes" : "transactions of three"}`,
    target: `± ${tolerance * 100} %`,
    measured: `${change >= 0 ? "+" : "−"}${Math.abs(change).toFixed(1)} % (${rate(fresh)}, ${rate(filled)})`,
    met: Math.abs(ratio - 1) <= tolerance,
  };
}

export const writeThroughput: Measurement = {
  name: "write-throughput",
  run: async ({ quick }) => {
    const writes = quick ? 3_000 : 50_000;
    return [await flatness("put", writes), await flatness("transaction", Math.ceil(writes / 3))];
  },
};
