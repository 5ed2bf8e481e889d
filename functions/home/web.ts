import { join } from "node:path";
import { OidcProvider } from "@alliance/auth/oidc";
import { readSettings, WebSettings } from "@alliance/http";
import { webHandler } from "@alliance/http/lambda";
import { pageRoutes } from "./pages/routes.ts";
import { routes } from "./routes.ts";

const settings = readSettings(WebSettings, process.env);
const provider = new OidcProvider({
  issuer: settings.OIDC_ISSUER,
  clientId: settings.OIDC_CLIENT_ID,
  callbackUrl: `${settings.PUBLIC_ORIGIN}/sign-in/callback`,
});

export const handler = webHandler([...routes, ...pageRoutes], {
  provider,
  publicOrigin: settings.PUBLIC_ORIGIN,
  publicFolder: join(import.meta.dirname, "public"),
});
