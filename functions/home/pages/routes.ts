import { routesFor } from "@alliance/http";
import type { HomeServices } from "../sign-in-routes.ts";
import { frontPage } from "./front-page.tsx";
import { accessibilityPage, contactPage, cookiesPage, privacyPage } from "./notices.tsx";

const { page } = routesFor<HomeServices>();

export const pageRoutes = [
  page({
    method: "GET",
    path: "/",
    access: "public",
    handle: async ({ ctx }) => frontPage(ctx.actor.kind === "person"),
  }),
  page({ method: "GET", path: "/contact", access: "public", handle: async () => contactPage() }),
  page({ method: "GET", path: "/accessibility", access: "public", handle: async () => accessibilityPage() }),
  page({ method: "GET", path: "/privacy", access: "public", handle: async () => privacyPage() }),
  page({ method: "GET", path: "/cookies", access: "public", handle: async () => cookiesPage() }),
];
