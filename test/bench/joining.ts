/** A person with a bearer token; their school has an address that nobody else has. */
export interface Joiner {
  readonly email: string;
  readonly token: string;
}

export interface Answer {
  readonly status: number;
  readonly body: string;
  readonly traceId: string;
}

/** A token for anybody: unknown addresses are signed up by the local identity provider. */
export async function joiner(origin: string, email: string): Promise<Joiner> {
  const query = new URLSearchParams({ email, name: `Person ${email.split("@")[0]}` });
  const reply = await fetch(`${origin}/_local/token?${query}`);
  if (!reply.ok) throw new Error(`no token for ${email}: ${reply.status} ${await reply.text()}`);
  return { email, token: (await reply.text()).trim() };
}

/** Makes somebody known to the platform, as signing in does, so that joining is all that is measured afterwards. */
export const introduce = (origin: string, person: Joiner): Promise<void> =>
  introduceBy(origin, person, "membership/establishments?q=school&limit=1");

/** The same for whoever is about to book. */
export const introduceBuyer = (origin: string, person: Joiner): Promise<void> =>
  introduceBy(origin, person, "training/bookings?limit=1");

async function introduceBy(origin: string, { token }: Joiner, path: string): Promise<void> {
  const reply = await fetch(`${origin}/api/${path}`, { headers: { authorization: `Bearer ${token}` } });
  if (!reply.ok) throw new Error(`an introduction was answered ${reply.status}: ${await reply.text()}`);
  await reply.body?.cancel();
}

export interface Join {
  readonly urn: string;
  readonly key: string;
  readonly method: "card" | "invoice";
}

/** Asks that a school joins; answers whatever the platform answers. */
export async function join(origin: string, { token }: Joiner, { urn, key, method }: Join): Promise<Answer> {
  const payment = method === "card" ? { method } : { method, purchaseOrderNumber: `PO-${urn}` };
  const reply = await fetch(`${origin}/api/membership/applications`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${token}`,
      "content-type": "application/json",
      "idempotency-key": key,
    },
    body: JSON.stringify({ urn, role: "business-manager", payment }),
  });
  const traceId = /Root=([\w-]+)/.exec(reply.headers.get("x-amzn-trace-id") ?? "")?.[1] ?? "";
  return { status: reply.status, body: await reply.text(), traceId };
}
