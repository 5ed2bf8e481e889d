import { webHandler } from "@alliance/http/lambda";
import { approvalRoutes } from "./pages/approval/approval-routes.tsx";
import { trainingServices } from "./services.ts";

export const handler = webHandler(approvalRoutes, trainingServices(process.env));
