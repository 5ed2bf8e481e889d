import { londonDateOf, plusDays } from "@alliance/core";
import * as z from "zod";
import { read, send, tokenOf } from "./ask-pages.ts";
import { personas } from "./personas.ts";
import { poster } from "./seed-training.ts";

/** What whoever books in the demo can type. */
const code = "WELCOME10";
const wanted = "Writing a memorandum of understanding that gets used";
const billTo = { name: "Harbour View Primary School", addressLines: ["Quay Street", "Seaham", "SR7 7AA"] };

const Entry = z.object({ sessionId: z.string(), title: z.string(), price: z.object({ yourNetPence: z.int() }) });
const Catalogue = z.object({ sessions: z.array(Entry) });
const Held = z.object({ bookingId: z.string(), netPence: z.int() });

/**
 * What the demo has of money inside a school: a discount code, the lead as its budget holder, and a colleague's booking
 * that waits for their yes. For a laptop only: the stories of the browser's tests begin without.
 */
export async function seedSpending(origin: string, organisationId: string): Promise<void> {
  const [staff, lead, colleague] = await Promise.all([
    tokenOf(origin, "staff"),
    tokenOf(origin, "lead"),
    tokenOf(origin, "colleague"),
  ]);
  await Promise.all([makeCode(origin, staff), holdTheBudget(origin, lead, organisationId)]);
  await askForApproval(origin, colleague, organisationId);
}

const dayFields = (name: string, day: string): Record<string, string> => {
  const [year = "", month = "", date = ""] = day.split("-");
  return { [`${name}-day`]: date, [`${name}-month`]: month, [`${name}-year`]: year };
};

async function makeCode(origin: string, token: string): Promise<void> {
  const today = londonDateOf(new Date().toISOString());
  await send(`${origin}/console/training/discounts/new`, token, {
    ...{ code, name: "Welcome to the alliance", kind: "percent", percent: "10", forWhom: "everybody", places: "100" },
    ...dayFields("from", today),
    ...dayFields("until", plusDays(today, 365)),
    onceKey: "seed-spending-code",
  });
}

/** The lead says that bookings need their own yes. */
async function holdTheBudget(origin: string, token: string, organisationId: string): Promise<void> {
  const url = `${origin}/portal/training/approval/${organisationId}`;
  const { givenName, familyName } = personas.find(({ name }) => name === "lead") ?? {};
  const theirs = new RegExp(`value="(per_[0-9A-Z]{26})"[^>]*>\\s*<label[^>]*>\\s*${givenName} ${familyName}\\s*<`);
  const budgetHolder = theirs.exec(await read(url, token))?.[1];
  if (budgetHolder === undefined) throw new Error("the demo's lead cannot be chosen as budget holder");
  await send(url, token, { budgetHolder });
}

async function askForApproval(origin: string, token: string, organisationId: string): Promise<void> {
  const { sessions } = Catalogue.parse(JSON.parse(await read(`${origin}/api/training/catalogue`, token)));
  const session = sessions.find(({ title }) => title === wanted);
  if (session === undefined) throw new Error(`the demo has no session “${wanted}”`);
  const post = poster(`${origin}/api/training/bookings`, token);
  const wishes = [{ sessionId: session.sessionId, poolId: "online", places: 2 }];
  const shownNetPence = 2 * session.price.yourNetPence;
  const asked = { wishes, organisationId, useIncluded: false, discount: code, shownNetPence };
  const { bookingId, netPence } = Held.parse(await post("", asked, "spending-hold"));
  await post(`/${bookingId}/placement`, { payment: "invoice", billTo, shownNetPence: netPence }, "spending-place");
}
