import type { AwsError, AwsResponse } from "./contract.ts";

/** How a caller expects errors: AWS JSON, REST with JSON (SES), or S3's XML. */
export type ErrorProtocol = "json" | "rest-json" | "xml";

export function protocolOf(headers: Readonly<Record<string, string>>): ErrorProtocol {
  if (headers["x-amz-target"] !== undefined) {
    return "json";
  }
  const service = /Credential=[^/]+\/[^/]+\/[^/]+\/([^/]+)\//.exec(headers.authorization ?? "")?.[1];
  return service === undefined || service === "s3" ? "xml" : "rest-json";
}

/** An error as the SDKs of that protocol read it. */
export function errorResponse(error: AwsError, protocol: ErrorProtocol): AwsResponse {
  const { message, status } = error;
  if (protocol === "xml") {
    const isDenied = error.code === "AccessDeniedException";
    const code = isDenied ? "AccessDenied" : error.code;
    const body = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${escapeXml(code)}</Code><Message>${escapeXml(message)}</Message></Error>`;
    return { status: isDenied ? 403 : status, headers: { "content-type": "application/xml" }, body };
  }
  const headers = {
    "content-type": protocol === "json" ? "application/x-amz-json-1.0" : "application/json",
    "x-amzn-errortype": error.code,
    "x-amzn-query-error": `${error.code};${status < 500 ? "Sender" : "Receiver"}`,
  };
  const isDenied = protocol === "rest-json" && error.code === "AccessDeniedException";
  return { status: isDenied ? 403 : status, headers, body: JSON.stringify({ __type: error.code, message }) };
}

function escapeXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
