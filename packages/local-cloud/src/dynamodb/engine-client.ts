import { Agent as HttpAgent, request as httpRequest, type RequestOptions } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";

interface EngineReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export interface EngineClient {
  /** Sends one operation, e.g. "DynamoDB_20120810.PutItem", and returns whatever came back. */
  send(target: string, body: Buffer | string): Promise<EngineReply>;
  /** The same, parsed; throws an Error whose name is the AWS error code when refused. */
  call<T>(target: string, input: unknown): Promise<T>;
  close(): void;
}

/** A DynamoDB-compatible endpoint over kept-alive connections; requests are not really signed. */
export function createEngineClient(endpoint: string): EngineClient {
  const url = new URL(endpoint);
  const secure = url.protocol === "https:";
  const agent = secure ? new HttpsAgent({ keepAlive: true }) : new HttpAgent({ keepAlive: true });
  const start = secure ? httpsRequest : httpRequest;

  function send(target: string, body: Buffer | string): Promise<EngineReply> {
    const options: RequestOptions = { method: "POST", agent, headers: headersFor(target, body) };
    return new Promise((resolve, reject) => {
      const request = start(url, options, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("error", reject);
        response.on("end", () => {
          const headers = Object.fromEntries(
            Object.entries(response.headers).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
          );
          resolve({ status: response.statusCode ?? 500, headers, body: Buffer.concat(chunks) });
        });
      });
      request.on("error", reject);
      request.end(body);
    });
  }

  return {
    send,
    async call<T>(target: string, input: unknown) {
      const reply = await send(target, JSON.stringify(input));
      const answer = JSON.parse(reply.body.toString() || "{}") as T & { __type?: string; message?: string };
      if (reply.status === 200) return answer;
      const error = new Error(answer.message ?? `HTTP ${reply.status} of the DynamoDB endpoint`);
      error.name = answer.__type?.split("#").at(-1) ?? "InternalServerError";
      throw error;
    },
    close: () => agent.destroy(),
  };
}

function headersFor(target: string, body: Buffer | string): Record<string, string | number> {
  return {
    "content-type": "application/x-amz-json-1.0",
    "content-length": Buffer.byteLength(body),
    "x-amz-target": target,
    "x-amz-date": "20260101T000000Z",
    authorization:
      "AWS4-HMAC-SHA256 Credential=operator/20260101/eu-west-2/dynamodb/aws4_request, " +
      "SignedHeaders=host;x-amz-date;x-amz-target, Signature=0",
  };
}
