import * as z from "zod";

interface Colleague {
  readonly origin: string;
  /** Who asks to belong, and the lead contact who says yes. */
  readonly persona: string;
  readonly lead: string;
  readonly organisationId: string;
}

const Asked = z.object({ personId: z.string(), requestId: z.string() });

/** A persona asks to belong to the school of another, who says yes: through the API, as people would. */
export async function seedColleague({ origin, persona, lead, organisationId }: Colleague): Promise<void> {
  const requests = `${origin}/api/membership/role-requests`;
  const from = new Date().toLocaleDateString("en-CA", { timeZone: "Europe/London" });
  const asked = Asked.parse(await send(origin, persona, "POST", requests, { organisationId, role: "colleague", from }));
  const answer = { requestId: asked.requestId, outcome: "approved" };
  await send(origin, lead, "PUT", `${requests}/${organisationId}/${asked.personId}`, answer);
}

async function send(origin: string, persona: string, method: string, url: string, body: unknown): Promise<unknown> {
  const token = await (await fetch(`${origin}/_local/token?persona=${persona}`)).text();
  const headers = {
    authorization: `Bearer ${token.trim()}`,
    "content-type": "application/json",
    "idempotency-key": `seed-colleague-${persona}`,
  };
  const reply = await fetch(url, { method, headers, body: JSON.stringify(body) });
  if (!reply.ok) throw new Error(`the demo's ${persona} could not be let in: ${reply.status} ${await reply.text()}`);
  return reply.json();
}
