import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import type { FileBeside } from "./constructs/bundle.ts";
import { type ContextDefinition, type FunctionDefinition, subtree } from "./context-definition.ts";
import { trainingFunctions } from "./training-functions.ts";

const functions = resolve(import.meta.dirname, "../functions");
const ofHome = createRequire(join(functions, "home/package.json")).resolve;

const booksPages = [
  "",
  ..."/invoices /invoices/{invoiceId} /credit-notes /quotes /payments /exceptions /ledger".split(" "),
];

export const contexts: readonly ContextDefinition[] = [
  {
    name: "home",
    folder: join(functions, "home"),
    functions: [
      {
        entry: "web",
        routes: [
          "/",
          ...subtree("/sign-in"),
          ...subtree("/sign-out"),
          "/signed-out",
          ...subtree("/portal/settings"),
          "/assets/{proxy+}",
          "/api/openapi.json",
          ...subtree("/api/docs"),
          "/api/home/{proxy+}",
          "$default",
        ],
        files: ["swagger-ui.css", "swagger-ui-bundle.js"].map((name) => ({
          from: ofHome(`swagger-ui-dist/${name}`),
          to: `public/api-docs/${name}`,
        })),
      },
    ],
  },
  {
    name: "membership",
    folder: join(functions, "membership"),
    functions: [
      {
        // Searching holds the whole register: what members open every day is lighter without it.
        entry: "find",
        grants: ["read-register"],
        routes: [
          "/join",
          ...subtree("/join/other"),
          "/api/membership/establishments",
          ...subtree("/api/membership/applications"),
        ],
      },
      {
        entry: "join",
        grants: ["read-register"],
        routes: ["/join/{proxy+}"],
      },
      {
        entry: "web",
        routes: [
          "/portal",
          ...subtree("/portal/applications"),
          "/portal/organisations/{organisationId}",
          "/api/membership/{proxy+}",
        ],
      },
      // A membership over the years: renewing it, and what it lets somebody use on a day.
      {
        entry: "terms",
        routes: [
          ...subtree("/portal/membership"),
          "/api/membership/entitlement",
          ...subtree("/api/membership/renewals"),
          "/console/membership/entitlement",
          "/console/membership/organisations/{organisationId}/renew",
        ],
      },
      // Who belongs to an organisation, and what is decided about them.
      {
        entry: "people",
        routes: [
          ...subtree("/portal/people"),
          ...subtree("/console/membership/organisations/{organisationId}/people"),
          "/console/membership/requests",
        ],
      },
      // How one comes to belong: by a letter, or by asking.
      {
        entry: "belong",
        routes: [
          "/invitations/{proxy+}",
          ...subtree("/portal/people/requests"),
          ...subtree("/api/membership/role-requests"),
        ],
      },
      // One person, whole: what we hold, as a file, and how it ends.
      { entry: "privacy", routes: [...subtree("/portal/settings/data"), ...subtree("/console/membership/people")] },
      // What staff change and decide: types of membership, and applications that wait.
      {
        entry: "desk",
        routes: [
          ...subtree("/console/membership/types"),
          ...subtree("/console/membership/applications"),
          ...subtree("/api/membership/types"),
          "/api/membership/applications/{applicationId}/decision",
        ],
      },
      // Of organisations that are one: which, what would follow, and how it is undone.
      {
        entry: "merges",
        routes: [
          ...subtree("/console/membership/merges"),
          ...subtree("/console/membership/organisations/{organisationId}/merge"),
        ],
      },
      // Where staff begin: what waits, and the members in numbers.
      { entry: "overview", routes: ["/console", "/console/membership/members"] },
      { entry: "console", grants: ["read-register"], routes: subtree("/console/membership") },
      // Staff alone may put a register, and say what follows from it.
      {
        entry: "register",
        grants: ["put-uploads", "read-uploads", "read-register"],
        routes: [
          ...subtree("/console/membership/register"),
          "/console/membership/add-organisation",
          "/console/membership/organisations/{organisationId}/change",
          ...subtree("/api/membership/register-uploads"),
          ...subtree("/api/membership/register-imports"),
        ],
      },
      { entry: "worker", consumes: { subscribers: "subscribers" }, grants: ["delete-accounts"], timeoutSeconds: 30 },
      // What takes minutes has a queue of its own: a message there is hidden six times as long before it is tried again.
      {
        entry: "bulk",
        consumes: {
          subscribers: "bulk-subscribers",
          schedules: [
            { name: "clear-up", expression: "cron(15 2 * * ? *)" },
            { name: "import-register", expression: "cron(30 4 * * ? *)" },
            { name: "remind-about-terms", expression: "cron(30 6 * * ? *)" },
          ],
        },
        grants: ["read-uploads", "read-register", "write-register", "delete-accounts"],
        memoryMb: 1024,
        semiSpaceMb: 4,
        timeoutSeconds: 300,
      },
    ],
  },
  {
    name: "finance",
    folder: join(functions, "finance"),
    functions: [
      {
        entry: "web",
        routes: subtree("/portal/invoices"),
      },
      // What programs ask for.
      { entry: "api", routes: ["/api/finance/{proxy+}"] },
      // The finance team looks things up with one, and decides with the other.
      { entry: "books", routes: booksPages.map((path) => `/console/finance${path}`) },
      { entry: "console", grants: ["read-purchase-orders"], routes: ["/console/finance/{proxy+}"] },
      // Of what people open, these pages alone call Stripe; and what draws a PDF weighs more than all pages together.
      {
        entry: "pay",
        grants: ["call-stripe"],
        routes: ["/pay/{proxy+}", "/quotes/{secret}/card", "/api/finance/quotes/{orderId}/answer"],
        timeoutSeconds: 29,
      },
      // A quote's link opens without an account: what it reaches calls nobody.
      { entry: "quotes", grants: ["write-purchase-orders"], routes: ["/quotes/{proxy+}"] },
      {
        entry: "pdf",
        routes: [
          "/portal/invoices/{invoiceId}/invoice.pdf",
          "/portal/invoices/{invoiceId}/credit-notes/{creditNoteId}/credit-note.pdf",
          "/portal/invoices/quotes/{orderId}/quote.pdf",
          "/quotes/{secret}/quote.pdf",
          "/quotes/{secret}/invoice.pdf",
        ],
        memoryMb: 1024,
      },
      {
        entry: "worker",
        consumes: {
          subscribers: "subscribers",
          schedules: [{ name: "expire-orders", expression: "rate(5 minutes)" }],
        },
        grants: ["call-stripe"],
        timeoutSeconds: 30,
      },
      {
        entry: "webhook",
        grants: ["read-stripe-webhook-secret"],
        routes: ["/api/finance/stripe-webhook"],
      },
    ],
  },
  { name: "training", folder: join(functions, "training"), functions: trainingFunctions },
  {
    name: "notifications",
    folder: join(functions, "notifications"),
    functions: [
      {
        entry: "worker",
        consumes: { subscribers: "subscribers", mailEvents: true },
        grants: ["send-mail"],
        timeoutSeconds: 30,
      },
    ],
  },
];

/** A Lambda entry: what `dev` rebuilds when a source changes, and what bundle sizes are measured of. */
export interface Entry {
  readonly context: string;
  readonly name: string;
  readonly entry: string;
  readonly files?: readonly FileBeside[];
}

export const entryOf = (context: ContextDefinition, { entry: name, files = [] }: FunctionDefinition): Entry => ({
  context: context.name,
  name,
  entry: join(context.folder, `${name}.ts`),
  ...(name === "web" ? { files: [{ from: join(context.folder, "public"), to: "public" }, ...files] } : {}),
});

/** The functions of the platform itself: the publisher of events, and what Cognito asks before it makes a token. */
export const platformEntries = {
  relay: { context: "relay", name: "relay", entry: join(functions, "relay/relay.ts") },
  secondFactor: { context: "home", name: "second-factor", entry: join(functions, "home/second-factor.ts") },
} as const satisfies Record<string, Entry>;
export type PlatformEntries = Readonly<Record<keyof typeof platformEntries, Entry>>;

const entriesOf = (context: ContextDefinition): readonly Entry[] =>
  context.functions.map((definition) => entryOf(context, definition));

/** Every Lambda function there is. */
export const allEntries = (table: readonly ContextDefinition[], platform: PlatformEntries): readonly Entry[] => [
  ...Object.values(platform),
  ...table.flatMap(entriesOf),
];
export const entries = allEntries(contexts, platformEntries);
