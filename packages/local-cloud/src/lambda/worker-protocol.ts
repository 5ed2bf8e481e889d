/** What a function instance is started with. */
export interface WorkerSettings {
  readonly folder: string;
  /** e.g. "index.handler". */
  readonly handler: string;
  readonly clock: SharedArrayBuffer;
  /** Folder in which V8 keeps what it compiled; its entries are keyed by the code's content. */
  readonly compileCache: string;
}

export interface InvocationContext {
  readonly functionName: string;
  readonly invokedFunctionArn: string;
  readonly memoryLimitInMB: string;
  readonly awsRequestId: string;
  readonly traceId: string;
  readonly logGroupName: string;
  readonly logStreamName: string;
  /** Wall-clock milliseconds the invocation may take. */
  readonly timeoutMs: number;
}

export interface InvokeMessage {
  readonly event: unknown;
  readonly context: InvocationContext;
}

/** What an instance answers: that it is ready (or cannot be), or an invocation's outcome as Lambda would serialise it. */
export type WorkerMessage =
  | { readonly kind: "ready" }
  | { readonly kind: "result"; readonly payload: string | undefined }
  | { readonly kind: "error"; readonly type: string; readonly message: string; readonly stack: string };
