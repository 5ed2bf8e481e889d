import { idOf } from "@alliance/core";
import { routesFor, SearchText } from "@alliance/http";
import * as z from "zod";
import { ApplicationReply, applicationReply, EstablishmentReply, establishmentReply } from "./replies.ts";
import type { Services } from "./routes.ts";
import { ApplyInput } from "./schema/application.ts";
import { applyToJoin } from "./use-cases/apply-to-join.ts";
import { readApplication } from "./use-cases/read-application.ts";
import { searchEstablishments } from "./use-cases/search-establishments.ts";

const { api } = routesFor<Services>();

const SearchQuery = z.strictObject({
  q: SearchText.min(2, "Type at least two characters").max(100, "Type at most 100 characters"),
  limit: z.coerce.number().int().min(1).max(20).default(10),
});

/** The API of joining: what needs the register beside the table. */
export const joinApi = [
  api({
    method: "GET",
    path: "/api/membership/establishments",
    summary: "Schools of the national register by name, postcode or URN, with where each stands with us",
    access: "register.search",
    query: SearchQuery,
    reply: {
      status: 200,
      description: "The best matches, best first",
      schema: z.strictObject({ items: z.array(EstablishmentReply) }),
    },
    handle: async ({ ctx, services, query }) => ({
      items: (await searchEstablishments(ctx, services.register, query)).map(establishmentReply),
    }),
  }),
  api({
    method: "POST",
    path: "/api/membership/applications",
    summary: "Join for a school: claims its membership of this academic year and orders it by card or invoice",
    access: "membership.apply",
    body: ApplyInput,
    idempotent: true,
    reply: {
      status: 201,
      description: "The application; `next` is where it goes on. 200 with the one you hold already, if you do",
      schema: ApplicationReply,
    },
    handle: async ({ ctx, services, body }) => {
      const { outcome, application } = await applyToJoin(ctx, services.register, body);
      const reply = applicationReply(application);
      return outcome === "submitted" ? reply : Response.json(reply, { status: 200 });
    },
  }),
  api({
    method: "GET",
    path: "/api/membership/applications/:applicationId",
    summary: "One of your own applications",
    access: "membership.read-own",
    params: z.strictObject({ applicationId: idOf("app") }),
    reply: { status: 200, description: "The application", schema: ApplicationReply },
    handle: async ({ ctx, params }) => applicationReply(await readApplication(ctx, params.applicationId)),
  }),
];
