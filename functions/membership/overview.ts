import { webHandler } from "@alliance/http/lambda";
import { overviewRoutes } from "./pages/console-overview-routes.tsx";

export const handler = webHandler(overviewRoutes, {});
