import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { importGias } from "@alliance/dev/import-gias";
import { describe, expect, it } from "vitest";
import { expectHeading } from "./harness/joining.ts";
import { origin, person, signedIn, useBrowser } from "./harness/people.ts";
import { apply, letStripeAnswer, ownFault, stopStripe } from "./harness/platform.ts";
import { pressTo, visit } from "./harness/walk.ts";

useBrowser();

describe("when it goes wrong", () => {
  it("a fault of ours says so, with a reference to quote", async () => {
    const page = await person();
    await page.route("**/broken", async (route) => route.fulfill(await ownFault()));
    await visit(page, "/broken", { name: "a fault of ours", route: "broken", status: 500 });
    await expectHeading(page, "Something went wrong on our side");
    await page.getByText("quote the reference").waitFor();
  });

  it("somebody whose payment page cannot be opened is told that nothing was taken", async () => {
    const who = { name: "Stella Marsh", email: "stella.marsh@states.example" };
    const { applicationId } = await apply(who, "900021", "card");
    const page = await signedIn(who);
    await stopStripe();
    try {
      await page.goto(`/pay/${applicationId}`);
      await pressTo(page, /by card$/, { name: "stranded", route: "stranded", status: 503 });
      await page.getByText("Nothing was taken").waitFor();
    } finally {
      await letStripeAnswer();
    }
    await page.goto(`/pay/${applicationId}`);
    await pressTo(page, /by card$/, { name: "payment page", route: "stripe: pay" });
  });

  it("a register file that cannot be read is shown to staff with the reason", async () => {
    const folder = mkdtempSync(join(tmpdir(), "refused-"));
    const establishments = join(folder, "establishments.csv");
    writeFileSync(establishments, "\ufeffURN,EstablishmentName\n", "utf16le");
    await expect(importGias({ origin, establishments, log: () => undefined })).rejects.toThrow("UTF-16");
    rmSync(folder, { recursive: true });
    const page = await signedIn("staff");
    await visit(page, "/console/membership/register", { name: "refused", route: "/console/membership/register" });
    await page.getByText("the file is in UTF-16").waitFor();
  });
});
