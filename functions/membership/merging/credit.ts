import type { Pence } from "@alliance/core";
import type { Merge } from "../schema/merge.ts";

/** All that was paid twice, net of VAT. */
export const creditOfAll = ({ credits }: Pick<Merge, "credits">): Pence =>
  credits.reduce((sum, { overlapNetPence }) => sum + overlapNetPence, 0);
