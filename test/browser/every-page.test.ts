import { sawEveryPage } from "./harness/every-page.ts";
import { useBrowser } from "./harness/people.ts";

useBrowser();

// Each looks over the pages of one kind of visitor. The last moves the clock, and everybody has to sign in again.
await import("./pages/visitors.ts");
await import("./pages/newcomers.ts");
await import("./pages/paying.ts");
await import("./pages/on-account.ts");
await import("./pages/quotes.ts");
await import("./pages/members.ts");
await import("./pages/people.ts");
await import("./pages/named-by-others.ts");
await import("./pages/staff.ts");
await import("./pages/merging.ts");
await import("./pages/register.ts");
await import("./pages/time-passed.ts");
await import("./pages/year-passed.ts");

sawEveryPage((name) => name !== "training");
