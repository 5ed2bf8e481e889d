import { join } from "node:path";
import { OidcProvider } from "@alliance/auth/oidc";
import { readSettings, WebSettings } from "@alliance/http";
import { webHandler } from "@alliance/http/lambda";
import { homeRoutes } from "./routes.ts";

const settings = readSettings(WebSettings, process.env);
const provider = new OidcProvider({
  issuer: settings.OIDC_ISSUER,
  clientId: settings.OIDC_CLIENT_ID,
  callbackUrl: `${settings.PUBLIC_ORIGIN}/sign-in/callback`,
});

export const handler = webHandler(homeRoutes, {
  provider,
  publicOrigin: settings.PUBLIC_ORIGIN,
  publicFolder: join(import.meta.dirname, "public"),
});
