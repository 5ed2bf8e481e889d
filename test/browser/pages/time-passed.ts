import { describe, it } from "vitest";
import { reloadUntil } from "../harness/joining.ts";
import { named, signedIn } from "../harness/people.ts";
import { apply, moveClock } from "../harness/platform.ts";
import { look, visit } from "../harness/walk.ts";

// Last: the clock only moves forward, and everybody has to sign in again.
describe("when time has passed", () => {
  it("an application nobody paid for has ended, and an unpaid invoice is overdue", async () => {
    const [late, owing] = [named("Dora"), named("Emil")];
    const { applicationId } = await apply(late, "900013", "card");
    await apply(owing, "900014", "invoice");
    const owner = await signedIn(owing);
    await owner.goto("/portal/invoices");
    await reloadUntil(owner, "Due");
    await moveClock(32);

    const page = await signedIn(late);
    await visit(page, `/pay/${applicationId}`, { name: "too late", route: "/pay/:orderId", status: 410 });
    await page.goto(`/portal/applications/${applicationId}`);
    await reloadUntil(page, "This application has ended");
    await look(page, { name: "ended", route: "/portal/applications/:applicationId" });
    const debtor = await signedIn(owing);
    await visit(debtor, "/portal/invoices", { name: "overdue", route: "/portal/invoices" });
  });
});
