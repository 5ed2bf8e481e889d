import { exactly, type Figure, type Measurement } from "./figure.ts";
import { type AfterKills, killDuringJoining } from "./kill-during-joining.ts";

function figuresOf(after: AfterKills): Figure[] {
  const { kills, acknowledged, unanswered, lost, lettersMissing, lettersTwice } = after;
  const title = `kill −9 during joining, ${kills} times`;
  const wanted = 0;
  return [
    exactly({
      ...{ id: "kills-lost", figure: `${title}: acknowledged joins lost or not active`, wanted, value: lost },
      detail: `${acknowledged} acknowledged, ${unanswered} cut off and asked again, restart median ${(after.medianRestartMs / 1000).toFixed(1)} s`,
    }),
    exactly({
      ...{ id: "kills-letters", figure: `${title}: letters missing or sent twice`, wanted },
      ...{ value: lettersMissing + lettersTwice, detail: `${lettersMissing} missing, ${lettersTwice} twice` },
    }),
    exactly({
      ...{
        id: "kills-ledger",
        figure: `${title}: ledger transactions that do not sum to 0, invoice numbers missing`,
        wanted,
      },
      value: after.unbalancedTransactions + after.numberGaps,
    }),
    exactly({ id: "kills-dead-letters", figure: `${title}: dead letters`, wanted, value: after.deadLetters }),
  ];
}

export const kills: Measurement = {
  name: "kills",
  run: async ({ quick, tell }) =>
    figuresOf(
      await killDuringJoining({
        ...{ kills: quick ? 3 : 50, withinMs: 3_000, clients: 4, tell },
        random: Math.random,
      }),
    ),
};
