import type { PersonActor } from "@alliance/core";
import { finance, membership } from "@alliance/events";
import { browserOver, testOrigin, testSecret } from "@alliance/http/testing";
import { as, eventOf, person, staffMember, system, type TestCtx, testCtx } from "@alliance/testing";
import type { Accounts } from "./privacy/accounts.ts";
import { MemoryAccounts } from "./privacy/memory-accounts.ts";
import { type RegisterFiles, uploadKeys } from "./register/files.ts";
import { MemoryFiles } from "./register/memory-files.ts";
import type { RegisterReader } from "./register/register.ts";
import { establishmentsFile, linksFile, sampleLinks, sampleRows } from "./register/sample-file.ts";
import { type SearchableRegister, searchableRegisterReader } from "./register/searchable-register.ts";
import { membershipRoutes } from "./routes.ts";
import type { BulkCtx } from "./schedules.ts";
import type { Application } from "./schema/application.ts";
import { followRegisterChanges } from "./use-cases/follow-register-changes.ts";
import { importRegister } from "./use-cases/import-register.ts";
import { openRegisterUpload, requestRegisterImport } from "./use-cases/request-register-import.ts";

export interface World {
  readonly ctx: TestCtx;
  readonly files: MemoryFiles;
  readonly register: RegisterReader<SearchableRegister>;
}

/** The worker's context for one event: the system acts, the ids are the event's own. */
export const workerCtx = (
  ctx: TestCtx,
  files: RegisterFiles = new MemoryFiles(),
  accounts: Accounts = new MemoryAccounts(),
): BulkCtx => ({ ...as(ctx, system("membership")), files, accounts });

/** Uploads, asks for the import and lets the worker read it and follow it, as the console and the queue do. */
export async function importFiles(
  world: Pick<World, "ctx" | "files">,
  establishments: Uint8Array,
  links?: Uint8Array,
  groups?: Uint8Array,
) {
  const staff = as(world.ctx, staffMember());
  const { importId } = openRegisterUpload(staff, world.files);
  const keys = uploadKeys(importId);
  world.files.files.set(keys.establishments, establishments);
  if (links) world.files.files.set(keys.links, links);
  if (groups) world.files.files.set(keys.groups, groups);
  await requestRegisterImport(staff, importId);
  const event = eventOf(membership.registerImportRequested, { importId });
  const outcome = await importRegister(workerCtx(world.ctx, world.files), event);
  const told = eventOf(membership.registerImported, { ...membership.registerImported.sample, importId });
  const follow = () => followRegisterChanges(workerCtx(world.ctx, world.files), told);
  const followed = outcome === "imported" ? await follow() : undefined;
  return { importId, outcome, followed, follow, told };
}

/** A platform in memory with five schools in its register; the actor is a newcomer. */
export async function worldWithRegister(actor: PersonActor = person()): Promise<World> {
  const ctx = testCtx(actor);
  const files = new MemoryFiles();
  await importFiles({ ctx, files }, establishmentsFile(sampleRows), linksFile(sampleLinks));
  return { ctx, files, register: searchableRegisterReader(files) };
}

export const anotherPerson = (number = 1): PersonActor => person(`per_01KAK3F0Q9${String(number).padStart(16, "0")}`);

/** Finance's answer to an application: paid by card, or due by its date. */
export function invoiceFor(application: Application) {
  const { applicationId, organisationId, payment } = application;
  const { document } = finance.invoiceIssued.sample;
  const invoiceId = applicationId.replace("app_", "inv_");
  const data = {
    invoiceId,
    orderId: applicationId,
    organisationId,
    payment: payment.method === "card" ? "card" : "invoice",
  } as const;
  return eventOf(finance.invoiceIssued, { ...data, document: { ...document, invoiceId } });
}

export const expiryOf = ({ applicationId, organisationId }: Application) =>
  eventOf(finance.orderExpired, { orderId: applicationId, organisationId });

/** The web function of the context over the world, and somebody's browser. */
export async function browserOf({ ctx, files, register }: World, actor?: PersonActor, name = "Ada Example") {
  const who = actor && { personId: actor.personId, staffRoles: [...actor.staffRoles], name };
  const services = { files, uploads: files, publicOrigin: testOrigin, register, cursorSecret: testSecret };
  const browser = await browserOver(ctx, { context: "membership", routes: membershipRoutes, services, who });
  return { ...browser, post: (path: string, body: unknown, key = "key-00000001") => browser.call(path, body, key) };
}

/** A page as somebody sees it, and where it sends them. */
export async function seen(reply: Response | Promise<Response>) {
  const { status, headers } = await reply;
  const html = await (await reply).text();
  const heading = /<h1[^>]*>([^<]*)/.exec(html)?.[1] ?? "";
  return { status, html, heading, location: headers.get("location"), refresh: headers.get("refresh") };
}
