import { idOf, LondonDate } from "@alliance/core";
import { routesFor } from "@alliance/http";
import * as z from "zod";
import { type RoleRequest, requestableRoles } from "../schema/role-request.ts";
import { answerRequest, askToBelong } from "../use-cases/ask-to-belong.ts";
import { reasonField } from "./form-fields.tsx";

const { api } = routesFor<object>();

const RequestReply = z.lazy(() =>
  z.strictObject({
    requestId: idOf("req"),
    organisationId: idOf("org"),
    personId: idOf("per"),
    role: z.string(),
    from: LondonDate,
    status: z.enum(["open", "approved", "declined"]),
  }),
);

const replyOf = ({ requestId, organisationId, personId, role, from, status }: RoleRequest) => ({
  ...{ requestId, organisationId, personId, role, from, status },
});

const AskInput = z.strictObject({ organisationId: idOf("org"), role: z.enum(requestableRoles), from: LondonDate });
const AnswerInput = z.strictObject({
  requestId: idOf("req"),
  outcome: z.enum(["approved", "declined"]),
  reason: reasonField,
});

/** Asking to belong and the answer to it: asked or answered again, the same as before. */
export const peopleApi = [
  api({
    method: "POST",
    path: "/api/membership/role-requests",
    summary: "Ask to belong to an organisation you work at; its lead contacts decide",
    access: "people.join",
    body: AskInput,
    idempotent: true,
    reply: { status: 201, description: "The request, or the one that waits already", schema: RequestReply },
    handle: async ({ ctx, body }) => replyOf(await askToBelong(ctx, body)),
  }),
  api({
    method: "PUT",
    path: "/api/membership/role-requests/:organisationId/:personId",
    summary: "Answer a request to belong to your organisation; staff give a reason",
    access: "people.manage-own",
    params: z.strictObject({ organisationId: idOf("org"), personId: idOf("per") }),
    body: AnswerInput,
    reply: { status: 200, description: "The request with its answer", schema: RequestReply },
    handle: async ({ ctx, params, body }) => replyOf(await answerRequest(ctx, { ...params, ...body })),
  }),
];
