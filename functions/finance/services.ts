import type { BucketFiles } from "@alliance/files";
import type { Paying } from "./use-cases/start-payment.ts";

/** What the web function, which calls nobody, gives its routes beside the context. */
export interface FinanceServices {
  readonly cursorSecret: string;
}

/** What the pay function gives its routes: it alone of the pages' functions may call Stripe. */
export interface PayServices extends Paying {
  /** The origin of the hosted payment page: a form of ours ends there. */
  readonly checkoutOrigin: string;
  readonly wait: (milliseconds: number) => Promise<unknown>;
}

/** What the function of quotes' links gives its routes. */
export interface QuoteServices {
  readonly publicOrigin: string;
  readonly files: Pick<BucketFiles, "write">;
}

/** What the staff's function gives its routes. */
export interface ConsoleServices extends FinanceServices {
  readonly files: Pick<BucketFiles, "read">;
}
