import { checkHistories } from "@alliance/entitlement/check-histories";
import { exactly, type Measurement } from "./figure.ts";

/** Generated histories of terms, renewals, grace and spells, each answer compared with a walk day by day. */
export const entitlement: Measurement = {
  name: "entitlement",
  run: async ({ quick }) => {
    const wanted = quick ? 500 : 10_000;
    const { histories, questions, yes, disagreements } = await checkHistories(wanted, 20_261_121);
    for (const each of disagreements.slice(0, 5)) process.stderr.write(`${each}\n`);
    return [
      exactly({
        ...{
          id: "entitlement-histories",
          figure: "entitlement: generated histories checked against a day-by-day model",
        },
        ...{ value: histories, wanted, detail: `${questions} dates asked, ${yes} of them answered yes` },
      }),
      exactly({
        ...{ id: "entitlement-wrong", figure: "entitlement: answers that differ from the model" },
        ...{ value: disagreements.length, wanted: 0 },
      }),
    ];
  },
};
