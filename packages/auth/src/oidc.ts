import * as oidc from "openid-client";
import * as z from "zod";

export interface OidcSettings {
  readonly issuer: string;
  readonly clientId: string;
  /** Where the provider sends people back to. */
  readonly callbackUrl: string;
}

export interface SignInAttempt {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

export interface SignedIn {
  readonly issuer: string;
  readonly subject: string;
  readonly name: string;
  readonly email: string;
  /** Whether the provider has checked the address. */
  readonly emailVerified: boolean;
  readonly groups: readonly string[];
}

const IdToken = z.lazy(() =>
  z.object({
    iss: z.string(),
    sub: z.string().min(1),
    email: z.email(),
    email_verified: z.union([z.boolean(), z.stringbool()]).optional(),
    given_name: z.string().optional(),
    family_name: z.string().optional(),
    "cognito:groups": z.array(z.string()).optional(),
  }),
);

/** The sign-in's half at the identity provider: OpenID Connect, code flow with PKCE, no client secret. */
export class OidcProvider {
  #discovering: Promise<oidc.Configuration> | undefined;
  readonly #settings: OidcSettings;
  constructor(settings: OidcSettings) {
    this.#settings = settings;
  }

  async begin(): Promise<{ attempt: SignInAttempt; url: URL }> {
    const config = await this.#configuration();
    const attempt = { state: oidc.randomState(), nonce: oidc.randomNonce(), verifier: oidc.randomPKCECodeVerifier() };
    const url = oidc.buildAuthorizationUrl(config, {
      redirect_uri: this.#settings.callbackUrl,
      scope: "openid email profile",
      state: attempt.state,
      nonce: attempt.nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(attempt.verifier),
      code_challenge_method: "S256",
    });
    return { attempt, url };
  }

  /** Who came back. Throws for a code that is forged, stale or used; `query` is what the provider appended. */
  async finish(attempt: SignInAttempt, query: string): Promise<SignedIn> {
    const config = await this.#configuration();
    // Built from the registered address: behind the front door the request's own host is another.
    const tokens = await oidc.authorizationCodeGrant(config, new URL(`${this.#settings.callbackUrl}${query}`), {
      expectedState: attempt.state,
      expectedNonce: attempt.nonce,
      pkceCodeVerifier: attempt.verifier,
    });
    const claims = IdToken.parse(tokens.claims());
    return {
      issuer: claims.iss,
      subject: claims.sub,
      email: claims.email,
      emailVerified: claims.email_verified ?? false,
      name: [claims.given_name, claims.family_name].filter(Boolean).join(" ") || claims.email,
      groups: claims["cognito:groups"] ?? [],
    };
  }

  /** Where signing out ends the provider's own session too; undefined where it offers none. */
  async signOutUrl(returnTo: string): Promise<string | undefined> {
    const endpoint = (await this.#configuration()).serverMetadata().end_session_endpoint;
    if (endpoint === undefined) return undefined;
    const url = new URL(endpoint);
    url.searchParams.set("client_id", this.#settings.clientId);
    url.searchParams.set("logout_uri", returnTo);
    return url.href;
  }

  /** Once an instance; a failed discovery is tried again by the next request. */
  #configuration(): Promise<oidc.Configuration> {
    const { issuer, clientId } = this.#settings;
    const options = issuer.startsWith("http://") ? { execute: [oidc.allowInsecureRequests] } : {};
    this.#discovering ??= oidc
      .discovery(new URL(issuer), clientId, undefined, oidc.None(), options)
      .catch((error: unknown) => {
        this.#discovering = undefined;
        throw error;
      });
    return this.#discovering;
  }
}
