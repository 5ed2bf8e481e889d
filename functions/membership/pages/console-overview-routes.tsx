import { can } from "@alliance/auth";
import { AcademicYearName } from "@alliance/core";
import { routesFor } from "@alliance/http";
import * as z from "zod";
import { readMemberCounts } from "../use-cases/read-member-counts.ts";
import { readOverview } from "../use-cases/read-overview.ts";
import { membersPage } from "./console-members.tsx";
import { overviewLinks, overviewPage, welcomePage } from "./console-overview.tsx";

const { page } = routesFor<unknown>();

/** Where staff begin: what waits for them, and the members in numbers. */
export const overviewRoutes = [
  page({
    method: "GET",
    path: "/console",
    access: "console.open",
    handle: async ({ ctx }) =>
      can(ctx.actor, "membership.read-any")
        ? overviewPage(await readOverview(ctx), { links: overviewLinks(ctx.actor) })
        : welcomePage(),
  }),
  page({
    method: "GET",
    path: "/console/membership/members",
    access: "membership.read-any",
    query: z.object({ year: AcademicYearName.optional() }),
    handle: async ({ ctx, query: { year } }) => membersPage(await readMemberCounts(ctx, year)),
  }),
];
