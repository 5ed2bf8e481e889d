import { routesFor, SearchText } from "@alliance/http";
import * as z from "zod";
import { EstablishmentReply, establishmentReply } from "./replies.ts";
import type { SearchServices } from "./services.ts";
import { searchEstablishments } from "./use-cases/search-establishments.ts";

const { api } = routesFor<SearchServices>();

const SearchQuery = z.strictObject({
  q: SearchText.min(2, "Type at least two characters").max(100, "Type at most 100 characters"),
  limit: z.coerce.number().int().min(1).max(20).default(10),
});

/** The API of the search for whom somebody joins. */
export const findApi = [
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
];
