import type { Condition } from "../state/objects.ts";
import { noSuch } from "../wire/refusals.ts";
import { createdConditions, createdField, endpoint, listReply, pageFields, pageQuery, text } from "./endpoint.ts";

const listFields = {
  ...pageFields,
  ...createdField,
  type: text,
  types: { kind: "list", max: 20, of: text },
  delivery_success: { kind: "one-of", values: ["true", "false"] },
} as const;

export const eventEndpoints = [
  endpoint("GET", "/v1/events/:id", {}, (_, { work, id }) => {
    const event = work.objects.find("event", id);
    if (!event) throw noSuch("event", id);
    return event;
  }),
  endpoint("GET", "/v1/events", listFields, (parameters, call) => {
    const where: Condition[] = createdConditions(parameters);
    if (parameters.type !== undefined) where.push({ field: "type", operator: "=", value: parameters.type });
    if (parameters.types !== undefined) where.push({ field: "type", operator: "in", value: parameters.types });
    if (parameters.delivery_success !== undefined) {
      const operator = parameters.delivery_success === "true" ? "not in" : "in";
      where.push({ field: "id", operator, value: call.undeliveredEventIds() });
    }
    return listReply("/v1/events", call.work.objects.page("event", pageQuery(parameters, where)));
  }),
];
