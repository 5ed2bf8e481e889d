import { errors } from "oidc-provider";
import * as z from "zod";
import { issuersOf } from "./cognito.ts";
import type { Cloud } from "./contract.ts";
import { newPerson } from "./oidc/accounts.ts";
import type { Issuer } from "./oidc/issuer.ts";

export interface ScriptToken {
  readonly access_token: string;
  readonly token_type: "Bearer";
  readonly expires_in: number;
  readonly client_id: string;
  readonly sub: string;
}

/** What a script asks for: a persona by name, or anybody by e-mail, for one client when there are several. */
const tokenQuery = z.strictObject({
  persona: z.string().min(1).optional(),
  email: newPerson.shape.email.optional(),
  name: newPerson.shape.name.optional(),
  client_id: z.string().optional(),
});

export class TokenRefusal extends Error {
  readonly status: number;
  constructor(message: string, status = 400) {
    super(message);
    this.name = "TokenRefusal";
    this.status = status;
  }
}

/** A bearer token exactly like one from signing in. Throws `TokenRefusal`. */
export async function issueScriptToken(cloud: Cloud, query: Readonly<Record<string, string>>): Promise<ScriptToken> {
  const parsed = tokenQuery.safeParse(query);
  if (!parsed.success) throw new TokenRefusal(parsed.error.issues[0]?.message ?? "The query is not understood.");
  const { issuer, clientId } = findClient(issuersOf(cloud), parsed.data.client_id);
  const account = findAccount(issuer, parsed.data);
  const accessToken = await issuer.mintAccessToken(clientId, account.sub).catch((error: unknown) => {
    throw error instanceof errors.OIDCProviderError
      ? new TokenRefusal(error.error_description ?? error.message)
      : error;
  });
  const claims = JSON.parse(Buffer.from(accessToken.split(".")[1] ?? "", "base64url").toString()) as Record<
    string,
    number
  >;
  return {
    access_token: accessToken,
    token_type: "Bearer",
    expires_in: (claims.exp ?? 0) - (claims.iat ?? 0),
    client_id: clientId,
    sub: account.sub,
  };
}

function findClient(issuers: readonly Issuer[], clientId: string | undefined): { issuer: Issuer; clientId: string } {
  const all = issuers.flatMap((issuer) => issuer.clients.map((client) => ({ issuer, clientId: client.ref })));
  const found = clientId === undefined ? all : all.filter((candidate) => candidate.clientId === clientId);
  const [first] = found;
  if (first === undefined) throw new TokenRefusal("There is no such user pool client.", 404);
  if (found.length > 1) {
    throw new TokenRefusal(`Say which client: client_id=${found.map((each) => each.clientId).join(" or ")}.`);
  }
  return first;
}

function findAccount(issuer: Issuer, query: z.output<typeof tokenQuery>) {
  if (query.persona !== undefined) {
    const persona = issuer.accounts.byPersona(query.persona);
    if (persona !== undefined) return persona;
    const names = issuer.accounts.personas().map((known) => known.name);
    throw new TokenRefusal(`There is no persona "${query.persona}". There are: ${names.join(", ") || "none"}.`, 404);
  }
  if (query.email === undefined) throw new TokenRefusal("Say who: ?persona=NAME or ?email=ADDRESS.");
  const known = issuer.accounts.byEmail(query.email);
  return (
    known ??
    issuer.accounts.signUp({
      email: query.email,
      name: query.name ?? query.email,
      groups: [],
      secondFactor: true,
    })
  );
}
