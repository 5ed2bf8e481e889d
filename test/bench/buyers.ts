import { onlineSession } from "@alliance/training/test-world";
import { introduceBuyer, joiner } from "./joining.ts";

export const pricePence = 5_000;

/** Where the platform is found. */
interface Place {
  readonly origin: string;
}

export interface Buyer {
  readonly email: string;
  readonly token: string;
}

export interface Answer {
  readonly status: number;
  readonly body: {
    readonly bookingId?: string;
    readonly bookings?: readonly Booked[];
    readonly places?: readonly { readonly placeId: string }[];
    readonly [name: string]: unknown;
  };
  readonly milliseconds: number;
  readonly traceId: string;
}

interface Booked {
  readonly bookingId: string;
  readonly status: string;
}

/** Asks the API of bookings as somebody; answers whatever the platform answers. */
export async function ask(
  { origin }: Place,
  { token }: Buyer,
  path: string,
  body?: unknown,
  key = "",
): Promise<Answer> {
  const began = performance.now();
  const reply = await fetch(`${origin}/api/training/${path}`, {
    method: body === undefined ? "GET" : "POST",
    headers: {
      ...{ authorization: `Bearer ${token}`, accept: "application/json" },
      ...(body === undefined ? {} : { "content-type": "application/json", "idempotency-key": key }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await reply.text();
  const milliseconds = performance.now() - began;
  const traceId = /Root=([\w-]+)/.exec(reply.headers.get("x-amzn-trace-id") ?? "")?.[1] ?? "";
  return { status: reply.status, traceId, milliseconds, body: text.startsWith("{") ? JSON.parse(text) : {} };
}

export const freshToken = async ({ origin }: Place, email: string): Promise<Buyer> => joiner(origin, email);

/** A session online with so many seats at £50, built and published by staff through the API; its id. */
export async function openSession(world: Place, seats: number, key = "bench"): Promise<string> {
  const token = (await (await fetch(`${world.origin}/_local/token?persona=staff`)).text()).trim();
  const staff = { email: "staff", token };
  const content = onlineSession({
    ...{ startsAtLocal: "2028-01-19T15:45", endsAtLocal: "2028-01-19T17:00", bookingClosesAtLocal: "2028-01-19T12:00" },
    pools: [{ poolId: "online", capacity: seats }],
  });
  const built = await ask(world, staff, "sessions", content, `${key}-session`);
  const { sessionId } = built.body;
  if (typeof sessionId !== "string") throw new Error(`the session was answered ${built.status}`);
  const published = await ask(world, staff, `sessions/${sessionId}/publication`, {}, `${key}-publish`);
  if (published.status !== 200) throw new Error(`publishing was answered ${published.status}`);
  return sessionId;
}

/** People who signed in before the rush, some at once. */
export async function buyersOf(world: Place, count: number): Promise<Buyer[]> {
  const buyers: Buyer[] = [];
  let next = 0;
  const each = async () => {
    while (next < count) {
      const buyer = await joiner(world.origin, `buyer.${next++}@harbour-view.example`);
      await introduceBuyer(world.origin, buyer);
      buyers.push(buyer);
    }
  };
  await Promise.all(Array.from({ length: 4 }, each));
  return buyers;
}

export const wishFor = (sessionId: string) => ({
  wishes: [{ sessionId, poolId: "online", places: 1 }],
  ...{ organisationName: "Harbour View", useIncluded: true, shownNetPence: pricePence },
});

export const placing = {
  ...{ payment: "invoice", purchaseOrderNumber: "PO-1", shownNetPence: pricePence },
  billTo: { name: "Harbour View", addressLines: ["Quay Street"] },
};
