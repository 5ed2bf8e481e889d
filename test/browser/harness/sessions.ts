import { isSchoolDay, londonDateOf, plusDays } from "@alliance/core";
import { origin } from "./people.ts";

/** A day so many days from now on which schools are open. */
export function schoolDayIn(days: number): string {
  let day = plusDays(londonDateOf(new Date().toISOString()), days);
  while (!isSchoolDay(day)) day = plusDays(day, 1);
  return day;
}

/** A published session of a test's own, made as a program of staff would; the title is nobody else's. */
export async function publishedSession(title: string, more: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const token = (await (await fetch(`${origin}/_local/token?persona=staff`)).text()).trim();
  const send = async (path: string, body: unknown, key: string) => {
    const reply = await fetch(`${origin}/api/training/sessions${path}`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${token}`,
        "content-type": "application/json",
        "idempotency-key": `browser-${key}-${title.replaceAll(/\W+/g, "-").slice(0, 40)}`,
      },
      body: JSON.stringify(body),
    });
    if (!reply.ok) throw new Error(`${title}: ${reply.status} ${await reply.text()}`);
    return (await reply.json()) as { readonly sessionId: string };
  };
  const day = schoolDayIn(60);
  const { sessionId } = await send(
    "",
    {
      ...{ kind: "live", title, summary: "A session that only one test knows of.", description: "" },
      ...{ subjects: ["academic"], phases: ["primary"], format: "in-person", region: "North East" },
      venue: { name: "Harbour Hall", addressLines: ["Quay Street", "Seaham"], postcode: "SR7 0AA" },
      ...{ startsAtLocal: `${day}T13:00`, endsAtLocal: `${day}T16:00`, bookingClosesAtLocal: `${day}T09:00` },
      ...{ pools: [{ poolId: "room", capacity: 10 }], price: { listNetPence: 0 }, vat: { treatment: "standard" } },
      ...{ maxPlacesABooking: 4, cancellationLadder: [{ daysBefore: 14, creditPercent: 100 }] },
      ...more,
    },
    "build",
  );
  await send(`/${sessionId}/publication`, {}, "publish");
  return sessionId;
}
