import { type Context, Hono } from "hono";
import { type Mail, readAttachment, readMail, readMailbox } from "../ses/mailbox.ts";
import { answer } from "./answer.ts";
import { MailboxPage, MailPage } from "./pages/mail.tsx";
import type { WideCloud } from "./wide-cloud.ts";

const SHOWN = 200;

/** A mail's HTML is a stranger's page: no script, no form, nothing from elsewhere, an origin of its own. */
const MAIL_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; sandbox allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation";

export function mailRoutes(cloud: WideCloud): Hono {
  const app = new Hono();
  app.get("/mail", (context) => {
    const to = context.req.query("to")?.trim() ?? "";
    const mails = readMailbox(cloud, { limit: SHOWN, ...(to === "" ? {} : { to }) });
    return answer(context, { mails }, () => MailboxPage({ mails, to }));
  });
  app.get("/mail/:id", (context) => {
    const mail = readMail(cloud, context.req.param("id"));
    return mail === undefined ? context.notFound() : answer(context, mail, () => MailPage({ mail }));
  });
  app.get("/mail/:id/html", (context) => {
    const mail = readMail(cloud, context.req.param("id"));
    if (mail?.html === undefined) return context.notFound();
    return context.body(withOwnImages(mail), 200, {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": MAIL_POLICY,
      "x-content-type-options": "nosniff",
    });
  });
  app.get("/mail/:id/text", (context) => {
    const mail = readMail(cloud, context.req.param("id"));
    return mail?.text === undefined ? context.notFound() : context.text(mail.text);
  });
  app.get("/mail/:id/attachments/:position", (context) => sendAttachment(cloud, context));
  return app;
}

function sendAttachment(cloud: WideCloud, context: Context): Response | Promise<Response> {
  const attachment = readAttachment(cloud, context.req.param("id") ?? "", Number(context.req.param("position")));
  if (attachment === undefined) return context.notFound();
  const name = attachment.fileName.replace(/[^\w .()-]/g, "_");
  const encoded = encodeURIComponent(attachment.fileName).replaceAll("'", "%27");
  return context.body(new Uint8Array(attachment.content), 200, {
    "content-type": attachment.contentType.replace(/[\r\n]/g, ""),
    "content-disposition": `attachment; filename="${name}"; filename*=UTF-8''${encoded}`,
    "content-security-policy": "sandbox; default-src 'none'",
    "x-content-type-options": "nosniff",
  });
}

/** `cid:` images are the mail's own attachments; links open in the whole window. */
function withOwnImages(mail: Mail): string {
  const html = mail.attachments.reduce(
    (text, attachment, position) =>
      attachment.contentId === undefined
        ? text
        : text.replaceAll(`cid:${attachment.contentId}`, `/_local/mail/${mail.messageId}/attachments/${position}`),
    mail.html ?? "",
  );
  return /<head[^>]*>/i.test(html)
    ? html.replace(/<head[^>]*>/i, (head) => `${head}<base target="_top">`)
    : `<base target="_top">${html}`;
}
