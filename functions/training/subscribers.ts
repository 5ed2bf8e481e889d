import type { Subscriber } from "@alliance/events";
import type { Ctx } from "@alliance/store";

/** What training does when something happened. */
export const subscribers: readonly Subscriber<Ctx>[] = [];
