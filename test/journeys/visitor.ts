/** A form as a page shows it: where it goes and what it sends unless somebody types. */
interface PageForm {
  readonly action: string;
  readonly fields: Readonly<Record<string, string>>;
}

export interface Shown {
  readonly url: URL;
  readonly status: number;
  readonly html: string;
}

const attribute = (tag: string, name: string): string | undefined => {
  const value = new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1];
  return value?.replaceAll("&amp;", "&").replaceAll("&quot;", '"').replaceAll("&#39;", "'");
};

/** A person with a browser without JavaScript: keeps cookies, follows redirects, fills in forms. */
export class Visitor {
  readonly #origin: string;
  readonly #cookies = new Map<string, Map<string, string>>();
  constructor(origin: string) {
    this.#origin = origin;
  }

  open(path: string): Promise<Shown> {
    return this.#go(new URL(path, this.#origin), { method: "GET" });
  }

  /** Sends the page's form whose action or button text matches, with what was typed. */
  submit(shown: Shown, typed: Readonly<Record<string, string>> = {}, which = ""): Promise<Shown> {
    const form = formsOf(shown).find(({ action, text }) => `${action} ${text}`.includes(which));
    if (form === undefined) throw new Error(`no form "${which}" on ${shown.url.pathname} (${shown.status})`);
    const body = new URLSearchParams({ ...form.fields, ...typed }).toString();
    const headers = { "content-type": "application/x-www-form-urlencoded", origin: shown.url.origin };
    return this.#go(new URL(form.action, shown.url), { method: "POST", body, headers });
  }

  /** Signs in as one of the personas, through the identity provider's own pages. */
  async signIn(persona: string, to = "/portal"): Promise<Shown> {
    const choice = await this.open(`/sign-in?to=${encodeURIComponent(to)}`);
    return this.submit(choice, { persona }, "persona");
  }

  async #go(url: URL, init: RequestInit & { headers?: Record<string, string> }): Promise<Shown> {
    let [next, request] = [url, init];
    for (let hops = 0; hops < 15; hops++) {
      const headers = { ...request.headers, cookie: this.#cookieHeader(next) };
      const reply = await fetch(next, { ...request, headers, redirect: "manual" });
      this.#remember(next, reply.headers.getSetCookie());
      const location = reply.headers.get("location");
      if (reply.status < 300 || reply.status >= 400 || location === null) {
        return { url: next, status: reply.status, html: await reply.text() };
      }
      await reply.body?.cancel();
      next = new URL(location, next);
      request = { method: "GET" };
    }
    throw new Error(`too many redirects from ${url.pathname}`);
  }

  #cookieHeader(url: URL): string {
    return [...(this.#cookies.get(url.host) ?? [])].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  #remember(url: URL, lines: readonly string[]): void {
    const jar = this.#cookies.get(url.host) ?? new Map<string, string>();
    this.#cookies.set(url.host, jar);
    for (const line of lines) {
      const [pair = "", ...attributes] = line.split(";").map((part) => part.trim());
      const name = pair.slice(0, pair.indexOf("="));
      if (attributes.some((each) => /^max-age=0$/i.test(each) || /^expires=Thu, 01 Jan 1970/i.test(each)))
        jar.delete(name);
      else jar.set(name, pair.slice(pair.indexOf("=") + 1));
    }
  }
}

function formsOf({ html }: Shown): (PageForm & { text: string })[] {
  return [...html.matchAll(/<form\b([^>]*)>(.*?)<\/form>/gs)].map(([, tag = "", inner = ""]) => {
    const inputs = [...inner.matchAll(/<input\b[^>]*>/g)].map(([input]) => input);
    const kept = inputs.filter((input) => {
      const type = attribute(input, "type") ?? "text";
      return !["radio", "checkbox"].includes(type) || /\bchecked\b/.test(input);
    });
    const fields = kept.flatMap((input) => {
      const name = attribute(input, "name");
      return name === undefined ? [] : [[name, attribute(input, "value") ?? ""] as const];
    });
    return { action: attribute(tag, "action") ?? "", fields: Object.fromEntries(fields), text: inner };
  });
}
