import type { FileBeside } from "./constructs/bundle.ts";

/** What a function may do beyond reading and writing the table; each brings its environment variables with it. */
export type Grant =
  | "put-uploads"
  | "read-uploads"
  | "read-register"
  | "write-register"
  | "write-purchase-orders"
  | "read-purchase-orders"
  | "delete-accounts"
  | "send-mail"
  | "call-stripe"
  | "read-stripe-webhook-secret";

export interface ScheduleDefinition {
  readonly name: string;
  /** EventBridge Scheduler expression, read in Europe/London. */
  readonly expression: string;
}

/** What a function hears through a queue of its own. */
export interface Consumes {
  /** File in the context's folder without `.ts` that exports `subscribers`: the events it takes. */
  readonly subscribers: string;
  /** A message in its queue each time, by the name `<context>.<name>`. */
  readonly schedules?: readonly ScheduleDefinition[];
  /** What became of each mail (sent, bounced, complained). */
  readonly mailEvents?: boolean;
}

export interface FunctionDefinition {
  /** File in the context's folder without `.ts`; it exports `handler`. */
  readonly entry:
    | "web"
    | "find"
    | "terms"
    | "join"
    | "desk"
    | "merges"
    | "register"
    | "people"
    | "belong"
    | "book"
    | "bookings"
    | "booking-api"
    | "booking-changes"
    | "booking-desk"
    | "approvals"
    | "books"
    | "clinics"
    | "recordings"
    | "library-console"
    | "privacy"
    | "console"
    | "overview"
    | "api"
    | "pay"
    | "quotes"
    | "pdf"
    | "day"
    | "record"
    | "worker"
    | "bulk"
    | "webhook";
  /** HTTP API route keys, any method unless one is named: of any, the function itself says which an address takes. */
  readonly routes?: readonly string[];
  readonly consumes?: Consumes;
  readonly grants?: readonly Grant[];
  readonly memoryMb?: number;
  /** For Node: see node-options.ts. */
  readonly semiSpaceMb?: number;
  readonly timeoutSeconds?: number;
  /** From packages, beside what the context's own `public` folder holds. */
  readonly files?: readonly FileBeside[];
}

export interface ContextDefinition {
  readonly name: string;
  readonly folder: string;
  readonly functions: readonly FunctionDefinition[];
}

/** An address and every one below it. */
export const subtree = (path: string): readonly string[] => [path, `${path}/{proxy+}`];
