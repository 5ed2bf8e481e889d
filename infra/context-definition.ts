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
    | "privacy"
    | "console"
    | "overview"
    | "pay"
    | "quotes"
    | "pdf"
    | "worker"
    | "webhook";
  /** HTTP API route keys, any method unless one is named: of any, the function itself says which an address takes. */
  readonly routes?: readonly string[];
  readonly grants?: readonly Grant[];
  readonly memoryMb?: number;
  readonly timeoutSeconds?: number;
  /** From packages, beside what the context's own `public` folder holds. */
  readonly files?: readonly FileBeside[];
}

export interface ScheduleDefinition {
  readonly name: string;
  /** EventBridge Scheduler expression, read in Europe/London. */
  readonly expression: string;
}

export interface ContextDefinition {
  readonly name: string;
  readonly folder: string;
  readonly functions: readonly FunctionDefinition[];
  /** What became of each mail (sent, bounced, complained) goes to this context's queue. */
  readonly takesMailEvents?: boolean;
  readonly schedules?: readonly ScheduleDefinition[];
}
