import { findApi } from "./find-api.ts";
import { joinApi } from "./join-api.ts";
import { organisationsApi } from "./organisations-api.ts";
import { applicationRoutes } from "./pages/console-application-routes.tsx";
import { mergeRoutes } from "./pages/console-merge-routes.tsx";
import { organisationFormRoutes } from "./pages/console-organisation-routes.tsx";
import { overviewRoutes } from "./pages/console-overview-routes.tsx";
import { registerConsoleRoutes } from "./pages/console-register-routes.tsx";
import { consoleRoutes } from "./pages/console-routes.tsx";
import { typeRoutes } from "./pages/console-type-routes.tsx";
import { uploadConsoleRoutes } from "./pages/console-upload-routes.tsx";
import { joinRoutes } from "./pages/join-routes.tsx";
import { joinStartRoutes } from "./pages/join-start-routes.tsx";
import { portalRoutes } from "./pages/portal-routes.tsx";
import { renewRoutes } from "./pages/renew-routes.tsx";
import { whyRoutes } from "./pages/why-routes.tsx";
import { peoplePageRoutes } from "./people/routes.ts";
import { privacyRoutes } from "./privacy/routes.ts";
import { registerRoutes } from "./register-routes.ts";
import { termsApi } from "./terms-api.ts";
import { typesApi } from "./types-api.ts";

/** Every page and API of the context, as its functions serve them: for documents, and for the tests of who may do what. */
export const membershipRoutes = [
  ...findApi,
  ...joinApi,
  ...organisationsApi,
  ...termsApi,
  ...registerRoutes,
  ...joinStartRoutes,
  ...joinRoutes,
  ...portalRoutes,
  ...renewRoutes,
  ...whyRoutes,
  ...peoplePageRoutes,
  ...privacyRoutes,
  ...overviewRoutes,
  ...consoleRoutes,
  ...registerConsoleRoutes,
  ...uploadConsoleRoutes,
  ...organisationFormRoutes,
  ...mergeRoutes,
  ...typesApi,
  ...typeRoutes,
  ...applicationRoutes,
];
