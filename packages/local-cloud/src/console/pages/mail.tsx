import { addressOf, type Mail } from "../../ses/mailbox.ts";
import { formatBytes, formatInstant, plural } from "../format.ts";
import { Page } from "../layout.tsx";

export function MailboxPage({ mails, to }: { readonly mails: readonly Mail[]; readonly to: string }) {
  return (
    <Page title="Mail" here="/_local/mail">
      <h1>Mail</h1>
      <p class="lead">Every mail the app sends ends here. Nothing leaves this machine.</p>
      <form class="search" method="get" action="/_local/mail">
        <label for="to">To</label>
        <input id="to" name="to" type="search" value={to} placeholder="name@example.org" />
        <button type="submit" class="button quiet-button">
          Show
        </button>
      </form>
      {mails.length === 0 ? (
        <p class="empty">{to === "" ? "No mail yet." : `No mail to ${to}.`}</p>
      ) : (
        <ol class="rows">
          {mails.map((mail) => (
            <li>
              <a href={`/_local/mail/${mail.messageId}`} class={mail.status === "delivered" ? "row" : "row bad"}>
                <time class="quiet">{mail.sentAt.slice(0, 16).replace("T", " ")}</time>
                <span class="what">
                  <strong>{mail.subject || "(no subject)"}</strong>
                  <small>{recipients(mail).join(", ")}</small>
                </span>
                <span class="numbers">
                  {mail.status === "delivered" ? null : mail.status}
                  <small>{mail.attachments.length > 0 ? plural(mail.attachments.length, "attachment") : ""}</small>
                </span>
              </a>
            </li>
          ))}
        </ol>
      )}
    </Page>
  );
}

export function MailPage({ mail }: { readonly mail: Mail }) {
  const base = `/_local/mail/${mail.messageId}`;
  return (
    <Page title={mail.subject} here="/_local/mail">
      <p>
        <a href="/_local/mail">All mail</a>
      </p>
      <article class="letter">
        <h1 class="long">{mail.subject || "(no subject)"}</h1>
        {mail.status === "delivered" ? null : <p class="problem">This mail {mail.status}.</p>}
        <dl class="facts">
          <dt>From</dt>
          <dd>{mail.from}</dd>
          <Addresses label="To" addresses={mail.to} />
          <Addresses label="Cc" addresses={mail.cc} />
          <Addresses label="Bcc" addresses={mail.bcc} />
          <Addresses label="Reply to" addresses={mail.replyTo} />
          <dt>Sent</dt>
          <dd>
            {formatInstant(Date.parse(mail.sentAt))} · <a href={`/_local/timeline/${mail.traceId}`}>what led to it</a>
          </dd>
        </dl>
        {mail.attachments.length === 0 ? null : <Attachments mail={mail} />}
        {mail.html === undefined ? null : (
          <iframe
            title="The mail as its reader sees it"
            src={`${base}/html`}
            sandbox="allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation"
          />
        )}
        {mail.text === undefined ? null : (
          <details open={mail.html === undefined}>
            <summary>Plain text</summary>
            <pre class="mail-text">{mail.text}</pre>
          </details>
        )}
        <Particulars mail={mail} />
      </article>
    </Page>
  );
}

function Attachments({ mail }: { mail: Mail }) {
  return (
    <ul class="attachments" aria-label="Attachments">
      {mail.attachments.map((attachment, position) => (
        <li>
          <a href={`/_local/mail/${mail.messageId}/attachments/${position}`} download={attachment.fileName}>
            {attachment.fileName}
          </a>{" "}
          <span class="quiet">
            {attachment.contentType}, {formatBytes(attachment.sizeBytes)}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Particulars({ mail }: { mail: Mail }) {
  return (
    <details>
      <summary>Headers and tags</summary>
      <dl class="facts">
        {mail.headers.map((header) => (
          <>
            <dt>{header.name}</dt>
            <dd>{header.value}</dd>
          </>
        ))}
        {Object.entries(mail.tags).map(([name, value]) => (
          <>
            <dt>tag {name}</dt>
            <dd>{value}</dd>
          </>
        ))}
        <dt>Configuration set</dt>
        <dd>{mail.configurationSet ?? "none"}</dd>
        <dt>Message id</dt>
        <dd>
          <code>{mail.messageId}</code>
        </dd>
      </dl>
    </details>
  );
}

function Addresses({ label, addresses }: { label: string; addresses: readonly string[] }) {
  if (addresses.length === 0) return null;
  return (
    <>
      <dt>{label}</dt>
      <dd>{addresses.join(", ")}</dd>
    </>
  );
}

function recipients(mail: Mail): string[] {
  return [...mail.to, ...mail.cc, ...mail.bcc].map(addressOf);
}
