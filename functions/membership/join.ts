import { webHandler } from "@alliance/http/lambda";
import { joinRoutes } from "./pages/join-routes.tsx";
import { registerServices } from "./register-services.ts";

export const handler = webHandler(joinRoutes, registerServices(process.env));
