import { webHandler } from "@alliance/http/lambda";
import { findApi } from "./find-api.ts";
import { joinApi } from "./join-api.ts";
import { joinStartRoutes } from "./pages/join-start-routes.tsx";
import { searchServices } from "./register-services.ts";

export const handler = webHandler([...findApi, ...joinApi, ...joinStartRoutes], searchServices(process.env));
