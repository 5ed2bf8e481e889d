import { sawEveryPage } from "../harness/every-page.ts";
import { useBrowser } from "../harness/people.ts";

useBrowser();

await import("../pages/training.ts");
await import("../pages/training-bookings.ts");
await import("../pages/training-series.ts");
await import("../pages/training-changes.ts");
await import("../pages/training-clinics.ts");
await import("../pages/training-day.ts");
await import("../pages/training-recordings.ts");

sawEveryPage((name) => name === "training");
