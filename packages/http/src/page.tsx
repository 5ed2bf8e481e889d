import { randomBytes } from "node:crypto";
import { Page, pageHtml } from "@alliance/ui";
import { navigationFor } from "./navigation.ts";
import type { Incoming, PageReply } from "./route.ts";
import { contentSecurityPolicy } from "./security-headers.ts";

/** A page's content in the shell: navigation by what the visitor may open, and a fresh nonce. */
export async function renderPage(
  reply: PageReply,
  incoming: Pick<Incoming<unknown>, "ctx" | "session" | "url">,
): Promise<Response> {
  const { body, formActions, mediaSources, refreshSeconds, refreshTo, headers, ...shown } = reply;
  const { status = shown.errors?.length ? 422 : 200, ...props } = shown;
  const { actor } = incoming.ctx;
  const nonce = randomBytes(16).toString("base64");
  const isStaff = actor.kind === "person" && actor.staffRoles.length > 0;
  const user = incoming.session ? { name: incoming.session.name, isStaff } : undefined;
  const html = await pageHtml(
    <Page {...props} {...navigationFor(actor, incoming.url.pathname)} user={user} nonce={nonce}>
      {body}
    </Page>,
  );
  return new Response(html, {
    status,
    headers: {
      ...headers,
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": contentSecurityPolicy({ nonce, formActions, mediaSources }),
      ...(refreshSeconds === undefined ? {} : { refresh: `${refreshSeconds}${refreshTo ? `; url=${refreshTo}` : ""}` }),
    },
  });
}
