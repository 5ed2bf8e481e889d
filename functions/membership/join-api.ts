import { idOf } from "@alliance/core";
import { routesFor } from "@alliance/http";
import * as z from "zod";
import { ApplicationReply, applicationReply } from "./replies.ts";
import { ApplyInput } from "./schema/application.ts";
import type { Services } from "./services.ts";
import { applyToJoin } from "./use-cases/apply-to-join.ts";
import { readApplication } from "./use-cases/read-application.ts";

const { api } = routesFor<Services>();

/** The API of joining: what needs the register beside the table. */
export const joinApi = [
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
