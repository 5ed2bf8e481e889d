export interface ApiResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: Buffer;
}

/** An answer of API Gateway itself. */
export function gatewayAnswer(status: number, message: string): ApiResponse {
  return {
    status,
    headers: { "content-type": "application/json" },
    body: Buffer.from(JSON.stringify({ message })),
  };
}

/** Reads what a function returned in payload format 2.0; what is not a response becomes a 500, as in AWS. */
export function proxyResult(payload: unknown): ApiResponse {
  if (typeof payload !== "object" || payload === null || !("statusCode" in payload)) {
    const body = typeof payload === "string" ? payload : JSON.stringify(payload ?? null);
    return { status: 200, headers: { "content-type": "application/json" }, body: Buffer.from(body) };
  }
  const result = payload as Record<string, unknown>;
  const status = Number(result.statusCode);
  if (!Number.isInteger(status) || status < 100 || status > 599) {
    return gatewayAnswer(500, "Internal Server Error");
  }
  const headers: Record<string, string | readonly string[]> = {};
  for (const [name, value] of Object.entries((result.headers ?? {}) as Record<string, unknown>)) {
    headers[name.toLowerCase()] = String(value);
  }
  if (Array.isArray(result.cookies) && result.cookies.length > 0) {
    headers["set-cookie"] = result.cookies.map(String);
  }
  const body = typeof result.body === "string" ? result.body : "";
  headers["content-type"] ??= "text/plain; charset=utf-8";
  return { status, headers, body: Buffer.from(body, result.isBase64Encoded === true ? "base64" : "utf8") };
}
