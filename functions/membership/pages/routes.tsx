import type { Route } from "@alliance/http";
import type { Services } from "../routes.ts";

export const pageRoutes: readonly Route<Services>[] = [];
