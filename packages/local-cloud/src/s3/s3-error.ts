import { AwsError, type AwsResponse } from "../contract.ts";

/** An error as S3 answers it: XML with a code, e.g. "NoSuchKey". */
export class S3Error extends AwsError {
  readonly headers: Readonly<Record<string, string>>;
  constructor(code: string, message: string, status = 400, headers: Readonly<Record<string, string>> = {}) {
    super(code, message, status);
    this.name = "S3Error";
    this.headers = headers;
  }
}

export function notImplemented(what: string): S3Error {
  return new S3Error("NotImplemented", `The local cloud does not know ${what}.`, 501);
}

export function errorResponse(error: S3Error, path: string): AwsResponse {
  const fields = `<Code>${error.code}</Code><Message>${escapeXml(error.message)}</Message>`;
  return {
    status: error.status,
    headers: { "content-type": "application/xml", ...error.headers },
    body: `<?xml version="1.0" encoding="UTF-8"?>\n<Error>${fields}<Resource>${escapeXml(path)}</Resource></Error>`,
  };
}

export function escapeXml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("\r", "&#13;");
}
