import { randomBytes } from "node:crypto";
import type { Principal } from "../contract.ts";

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

export const OPERATOR: Credentials = { accessKeyId: "operator", secretAccessKey: "operator" };

/** Who may call the AWS endpoint: the operator and each function instance, found by access key id. */
export class CredentialStore {
  readonly #issued = new Map<string, { secretAccessKey: string; principal: Principal }>();

  issue(principal: Principal): Credentials {
    const accessKeyId = `ASIA${randomBytes(10).toString("hex").slice(0, 16).toUpperCase()}`;
    const secretAccessKey = randomBytes(20).toString("hex");
    this.#issued.set(accessKeyId, { secretAccessKey, principal });
    return { accessKeyId, secretAccessKey };
  }

  revoke(accessKeyId: string): void {
    this.#issued.delete(accessKeyId);
  }

  /** Places the calls of an instance in the trace of the invocation that it runs now. */
  setTrace(accessKeyId: string, traceId: string | undefined): void {
    const issued = this.#issued.get(accessKeyId);
    if (issued !== undefined) {
      const { traceId: _, ...principal } = issued.principal;
      issued.principal = traceId === undefined ? principal : { ...principal, traceId };
    }
  }

  /** Undefined for an unknown key; the operator has no principal. */
  find(
    accessKeyId: string,
  ): { readonly secretAccessKey: string; readonly principal: Principal | undefined } | undefined {
    if (accessKeyId === OPERATOR.accessKeyId) {
      return { secretAccessKey: OPERATOR.secretAccessKey, principal: undefined };
    }
    return this.#issued.get(accessKeyId);
  }
}
