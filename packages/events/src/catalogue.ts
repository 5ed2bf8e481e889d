import type { EventContract } from "./contract.ts";
import * as finance from "./finance.ts";
import * as home from "./home.ts";
import * as membership from "./membership.ts";
import * as notifications from "./notifications.ts";
import * as training from "./training.ts";

/** Every event version of the platform; the generated catalogue and the contract tests read it. */
export const catalogue: readonly EventContract[] = [home, membership, training, finance, notifications].flatMap(
  (owner) => Object.values(owner).filter((value) => "sample" in value),
);
