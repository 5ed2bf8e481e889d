import { Visitor } from "../journeys/visitor.ts";
import { atMost, exactly, type Figure, type Measurement, quantile } from "./figure.ts";
import { type World, withPlatform } from "./world.ts";

interface PageToMeasure {
  readonly path: string;
  readonly who: "visitor" | "lead" | "staff";
}

const wholeRegister = 25_000;

/** Joins by the API as the lead, so that the portal and the console have something to show. */
async function joinAsLead({ origin, cloud }: World, urn: string): Promise<void> {
  const token = (await (await fetch(`${origin}/_local/token?persona=lead`)).text()).trim();
  const reply = await fetch(`${origin}/api/membership/applications`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json", "idempotency-key": "pages-0001" },
    body: JSON.stringify({ urn, payment: { method: "invoice", purchaseOrderNumber: "PO-1" } }),
  });
  if (!reply.ok) throw new Error(`the lead could not join: ${reply.status} ${await reply.text()}`);
  await cloud.idle();
}

/** Addresses that a browser asks for by itself: not links, which wait for a click. */
function resourcesOf(html: string): string[] {
  const tags = html.matchAll(/<(?:script|img|link|source|iframe|use|video|audio|object|embed)\b[^>]*>/g);
  return [...tags].flatMap(([tag]) => /\b(?:src|href|data|srcset)="([^"]+)"/.exec(tag)?.[1] ?? []);
}

const importedBy = (css: string): string[] =>
  [...css.matchAll(/url\(\s*["']?([^"')]+)/g)].map(([, address = ""]) => address);

/** Resources of a page, and of its style sheets, that another server would be asked for. */
async function thirdParties(origin: string, path: string, html: string): Promise<string[]> {
  const page = new URL(path, origin);
  const resources = resourcesOf(html).map((address) => new URL(address, page));
  const sheets = resources.filter(({ pathname, origin: at }) => pathname.endsWith(".css") && at === origin);
  const inSheets = await Promise.all(
    sheets.map(async (sheet) =>
      importedBy(await (await fetch(sheet)).text()).map((address) => new URL(address, sheet)),
    ),
  );
  const asked = [...resources, ...inSheets.flat()].filter(({ protocol }) => protocol !== "data:");
  return asked.filter((address) => address.origin !== origin).map(String);
}

/** The server's own time of each request since an instant, as the timeline has it; nobody else asks meanwhile. */
const serverTimes = ({ cloud }: World, since: number, count: number): number[] =>
  cloud.timeline
    .traces({ limit: 2 * count + 50 })
    .filter(({ kinds, startedAt }) => kinds.includes("request") && startedAt >= since)
    .map(({ durationMs }) => durationMs);

interface Seen {
  readonly html: string;
  readonly milliseconds: readonly number[];
}

async function measurePage(world: World, visitor: Visitor, path: string, count: number): Promise<Seen> {
  const open = async () => {
    const shown = await visitor.open(path);
    if (shown.status !== 200) throw new Error(`${path} was answered ${shown.status}`);
    return shown.html;
  };
  for (let warmUps = 0; warmUps < 10; warmUps++) await open();
  let html = "";
  const since = Date.now();
  for (let at = 0; at < count; at++) html = await open();
  const milliseconds = serverTimes(world, since, count);
  if (milliseconds.length !== count) throw new Error(`the timeline has ${milliseconds.length} of ${count} for ${path}`);
  return { html, milliseconds };
}

async function visitors({ origin }: World) {
  const signedIn = async (persona: string) => {
    const visitor = new Visitor(origin);
    await visitor.signIn(persona, "/");
    return visitor;
  };
  return { visitor: new Visitor(origin), lead: await signedIn("lead"), staff: await signedIn("staff") };
}

/** Warm pages over a register of national size. */
export const pages: Measurement = {
  name: "pages",
  run: ({ quick }) =>
    withPlatform(wholeRegister, async (world) => {
      const [member = "", open = ""] = world.urns;
      await joinAsLead(world, member);
      const people = await visitors(world);
      const wanted: readonly PageToMeasure[] = [
        { path: "/", who: "visitor" },
        { path: "/join?q=st+marys+primary+whitby", who: "visitor" },
        { path: `/join/${open}`, who: "lead" },
        { path: "/portal", who: "lead" },
        { path: "/console/membership/organisations", who: "staff" },
      ];
      const count = quick ? 20 : 200;
      const figures: Figure[] = [];
      const sizes: { path: string; kilobytes: number }[] = [];
      const foreign: string[] = [];
      for (const { path, who } of wanted) {
        const { html, milliseconds } = await measurePage(world, people[who], path, count);
        const [shown = ""] = path.replace(open, ":urn").replace(/\?.*/, "?q=…").split(" ");
        figures.push(
          atMost({
            ...{ id: `page ${shown}`, figure: `warm page ${shown}, server time p95`, unit: " ms", limit: 60 },
            value: quantile(milliseconds, 0.95),
            detail: `p50 ${quantile(milliseconds, 0.5).toFixed(0)} ms, ${count} requests, ${wholeRegister} schools`,
          }),
        );
        sizes.push({ path: shown, kilobytes: Buffer.byteLength(html) / 1000 });
        foreign.push(...(await thirdParties(world.origin, path, html)));
      }
      const biggest = sizes.reduce((most, each) => (each.kilobytes > most.kilobytes ? each : most));
      return [
        ...figures,
        atMost({
          ...{ id: "html-size", figure: "biggest page's HTML", limit: 40, unit: " KB", digits: 1 },
          ...{ value: biggest.kilobytes, detail: `${biggest.path}, before compression` },
        }),
        exactly({
          ...{
            id: "third-party",
            figure: "requests to third parties of those pages",
            wanted: 0,
            value: foreign.length,
          },
          detail: foreign.join(", "),
        }),
      ];
    }),
};
