import { idOf } from "@alliance/core";
import { routesFor } from "@alliance/http";
import * as z from "zod";
import { OrganisationReply, organisationReply } from "./replies.ts";
import type { PortalServices } from "./services.ts";
import { readOrganisation } from "./use-cases/read-organisation.ts";

const { api } = routesFor<PortalServices>();

export const organisationsApi = [
  api({
    method: "GET",
    path: "/api/membership/organisations/:organisationId",
    summary: "An organisation with its terms and people: your own, or any for staff",
    access: "membership.read-own",
    params: z.strictObject({ organisationId: idOf("org") }),
    reply: { status: 200, description: "The organisation", schema: OrganisationReply },
    handle: async ({ ctx, params }) => organisationReply(await readOrganisation(ctx, params.organisationId)),
  }),
];
