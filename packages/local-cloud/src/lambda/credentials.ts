import { randomBytes } from "node:crypto";
import type { Principal } from "../contract.ts";

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Of a role's temporary credentials. */
  readonly sessionToken?: string;
}

/** Whose a key is. */
export interface KeyHolder extends Omit<Credentials, "accessKeyId"> {
  readonly principal: Principal | undefined;
}

export const OPERATOR: Credentials = { accessKeyId: "operator", secretAccessKey: "operator" };

/** Who may call the AWS endpoint: the operator and each function instance, found by access key id. */
export class CredentialStore {
  readonly #issued = new Map<string, Omit<KeyHolder, "principal"> & { principal: Principal }>();

  issue(principal: Principal): Required<Credentials> {
    const accessKeyId = `ASIA${randomBytes(10).toString("hex").slice(0, 16).toUpperCase()}`;
    const secretAccessKey = randomBytes(20).toString("hex");
    const sessionToken = randomBytes(60).toString("base64");
    this.#issued.set(accessKeyId, { secretAccessKey, sessionToken, principal });
    return { accessKeyId, secretAccessKey, sessionToken };
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
  find(accessKeyId: string): KeyHolder | undefined {
    if (accessKeyId === OPERATOR.accessKeyId) {
      return { secretAccessKey: OPERATOR.secretAccessKey, principal: undefined };
    }
    return this.#issued.get(accessKeyId);
  }
}
