import type { Session } from "../objects/stored.ts";
import { invalidRequest, noSuch } from "../wire/refusals.ts";
import { createSession } from "./create-session.ts";
import { type Call, endpoint, listReply, pageFields } from "./endpoint.ts";

export const checkoutSessionEndpoints = [
  createSession,
  endpoint("GET", "/v1/checkout/sessions/:id", {}, (_, call) => find(call)),
  endpoint("POST", "/v1/checkout/sessions/:id/expire", {}, (_, call) => {
    const session = find(call);
    if (session.status !== "open") {
      const message = `Only Checkout Sessions with a status in ["open"] can be expired. This Session has a status of ${session.status}.`;
      throw invalidRequest(message);
    }
    const expired: Session = { ...session, status: "expired", expires_at: call.work.nowSeconds, url: null };
    call.work.happened("checkout.session.expired", expired);
    return expired;
  }),
  endpoint("GET", "/v1/checkout/sessions/:id/line_items", pageFields, (parameters, call) => {
    const { id } = find(call);
    const items = call.work.objects.find("line_items", `line_items:${id}`)?.items ?? [];
    const after = parameters.starting_after;
    const start = after === undefined ? 0 : items.findIndex((item) => item.id === after) + 1;
    const end = start + (parameters.limit ?? 10);
    return listReply(`/v1/checkout/sessions/${id}/line_items`, {
      data: items.slice(start, end),
      hasMore: items.length > end,
    });
  }),
];

function find({ work, id }: Call): Session {
  const session = work.objects.find("checkout.session", id);
  if (!session) throw noSuch("checkout.session", id, "session");
  return session;
}
