import { routesFor } from "@alliance/http";
import type { FinanceServices } from "../services.ts";

const { page } = routesFor<FinanceServices>();

export const pageRoutes: ReturnType<typeof page>[] = [];
