import { londonDateTimeOf, plusMinutes } from "@alliance/core";
import * as z from "zod";
import { read, send, tokenOf } from "./ask-pages.ts";
import { poster } from "./seed-training.ts";

const Made = z.object({ sessionId: z.string() });
const Held = z.object({ bookingId: z.string(), places: z.array(z.object({ placeId: z.string() })) });

const halfHour = 30 * 60_000;

/** A community meet-up, free of charge: it begins with the next half hour, so that its register is open already. */
function meetUp(now: number) {
  const startsAt = new Date(Math.ceil(now / halfHour) * halfHour).toISOString();
  return {
    ...{ kind: "meet-up", title: "Partnership breakfast in the South West", subjects: ["community"] },
    summary: "An hour over coffee with whoever runs partnerships nearby.",
    description: "No slides. Bring one thing that worked this term and one that did not.",
    ...{ phases: ["primary", "secondary"], format: "in-person", region: "South West" },
    venue: {
      ...{ name: "Harbour View Primary School", addressLines: ["Quay Street"], postcode: "PL1 3AB" },
      instructions: "Ring at the side gate; step-free through the playground.",
    },
    ...{ pools: [{ poolId: "room", capacity: 20 }], price: { listNetPence: 0 }, vat: { treatment: "standard" } },
    ...{ maxPlacesABooking: 5, cancellationLadder: [{ daysBefore: 1, creditPercent: 100 }] },
    startsAtLocal: londonDateTimeOf(startsAt),
    endsAtLocal: londonDateTimeOf(plusMinutes(startsAt, 60)),
    bookingClosesAtLocal: londonDateTimeOf(startsAt),
  };
}

/**
 * What the demo has of a day: a session with its register begun, a recording that was read to its end, a question to an
 * expert. All through the API and the pages, as people would; for a laptop only, since it is of today.
 */
export async function seedDay(origin: string, organisationId: string): Promise<void> {
  const [staff, lead] = await Promise.all([tokenOf(origin, "staff"), tokenOf(origin, "lead")]);
  await Promise.all([
    holdMeetUp({ origin, staff, lead, organisationId }),
    readRecordings(origin, lead),
    askExpert(origin, lead, organisationId),
  ]);
}

interface MeetUp {
  readonly origin: string;
  /** Tokens. */
  readonly staff: string;
  readonly lead: string;
  readonly organisationId: string;
}

async function holdMeetUp({ origin, staff, lead, organisationId }: MeetUp): Promise<void> {
  const [byStaff, byLead] = [poster(`${origin}/api/training`, staff), poster(`${origin}/api/training`, lead)];
  const { sessionId } = Made.parse(await byStaff("/sessions", meetUp(Date.now()), "day-build"));
  await byStaff(`/sessions/${sessionId}/publication`, {}, "day-publish");
  const wishes = [{ sessionId, poolId: "room", places: 3 }];
  const wanted = { wishes, organisationId, shownNetPence: 0, useIncluded: false };
  const { bookingId, places } = Held.parse(await byLead("/bookings", wanted, "day-hold"));
  const who = ["me", { name: "Nadia Rahman", email: "nadia.rahman@harbour-view.example" }];
  const delegates = who.map((each, at) => ({ placeId: places[at]?.placeId, who: each }));
  await byLead(`/bookings/${bookingId}/delegates`, { delegates }, "day-names");
  const billTo = { name: "Harbour View Primary School", addressLines: [] };
  await byLead(`/bookings/${bookingId}/placement`, { payment: "invoice", billTo, shownNetPence: 0 }, "day-place");
  const tap = { placeId: places[0]?.placeId, mark: "present", tapId: "seed-of-the-day", secondsAgo: 0 };
  await byStaff(`/sessions/${sessionId}/marks`, { marks: [tap] }, "day-mark");
}

const idsIn = async (url: string, prefix: string): Promise<readonly string[]> => {
  const found = (await (await fetch(url)).text()).matchAll(new RegExp(`/(${prefix}_[0-9A-Z]{26})"`, "g"));
  return [...new Set([...found].map(([, id = ""]) => id))];
};

/** The first of the catalogue to its end, the next as far as its first chapter. */
async function readRecordings(origin: string, token: string): Promise<void> {
  const all = `${origin}/training/recordings`;
  const ids = await idsIn(all, "rec");
  for (const [at, chapters] of [3, 1].entries()) {
    if (ids[at] === undefined) return;
    await send(`${all}/${ids[at]}/open`, token, {});
    for (let chapter = 1; chapter <= chapters; chapter++) {
      await send(`${all}/${ids[at]}/chapters`, token, { chapter: String(chapter) });
    }
  }
}

async function askExpert(origin: string, token: string, organisation: string): Promise<void> {
  const clinics = `${origin}/training/clinics`;
  for (const id of await idsIn(clinics, "cli")) {
    const page = await read(`${clinics}/${id}`, token);
    const startsAt = decodeURIComponent(/\/request\?at=([^"&]+)/.exec(page)?.[1] ?? "");
    if (startsAt === "") continue;
    const about = "How do we show our governors that the reading partnership is worth its time?";
    await send(`${clinics}/${id}/request`, token, {
      startsAt,
      organisation,
      people: "1",
      about,
      onceKey: `seed-of-the-day-${id}`,
    });
  }
}
