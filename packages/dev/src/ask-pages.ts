/** A token of somebody of the demo, as scripts get it. */
export const tokenOf = async (origin: string, persona: string): Promise<string> =>
  (await (await fetch(`${origin}/_local/token?persona=${persona}`)).text()).trim();

/** As a form of a page sends it. */
export async function send(url: string, token: string, fields: Readonly<Record<string, string>>): Promise<void> {
  const headers = { authorization: `Bearer ${token}`, origin: new URL(url).origin };
  const reply = await fetch(url, { method: "POST", headers, body: new URLSearchParams(fields), redirect: "manual" });
  if (reply.status !== 303) throw new Error(`${new URL(url).pathname} answered the demo ${reply.status}`);
}

/** A page as somebody sees it. */
export const read = async (url: string, token: string): Promise<string> =>
  (await fetch(url, { headers: { authorization: `Bearer ${token}` } })).text();
