import { leadingOn } from "../merging/lead-on.ts";
import { ownRoutes } from "./own-routes.ts";
import { peopleRoutes } from "./people-routes.ts";
import { consolePlace, portalPlace } from "./place.ts";
import { requestQueueRoutes } from "./request-queue.tsx";

/** Who belongs to an organisation, and what is decided about them: what the function `people` answers. */
export const decisionRoutes = leadingOn([
  ...ownRoutes,
  ...peopleRoutes(portalPlace),
  ...peopleRoutes(consolePlace),
  ...requestQueueRoutes,
]);
