/** Whether a form or script of another site sent this: browsers say where a POST comes from. */
export function isCrossSite(header: (name: string) => string | undefined, publicOrigin: string): boolean {
  const site = header("sec-fetch-site");
  if (site !== undefined) return site !== "same-origin" && site !== "none";
  const origin = header("origin");
  return origin !== undefined && origin !== publicOrigin && origin !== `http://${header("host")}`;
}

/** Against a foreign name that is made to point at this machine: only its own names are answered. */
export function isOwnHost(host: string | undefined, publicOrigin: string): boolean {
  const name = (host ?? "").replace(/:\d+$/, "").toLowerCase();
  return ["localhost", "127.0.0.1", "[::1]", new URL(publicOrigin).hostname].includes(name);
}
