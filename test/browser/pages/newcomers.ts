import type { Page } from "playwright-core";
import { beforeAll, describe, it } from "vitest";
import { answer } from "../harness/joining.ts";
import { named, signedIn } from "../harness/people.ts";
import { apply } from "../harness/platform.ts";
import { look, pressTo, visit } from "../harness/walk.ts";

describe("a newcomer's pages", () => {
  let page: Page;
  beforeAll(async () => {
    page = await signedIn(named("Nadia"));
    await apply(named("Bruno"), "900010", "card");
  });

  it("nothing there yet", async () => {
    await visit(page, "/portal", { name: "no school", route: "/portal" });
    await visit(page, "/portal/invoices", { name: "no invoices to show", route: "/portal/invoices" });
  });

  it("schools that cannot be joined", async () => {
    await visit(page, "/join/900017", { name: "closed", route: "/join/:urn", status: 410 });
    await visit(page, "/join/900001", { name: "member already", route: "/join/:urn", status: 409 });
    await visit(page, "/join/900010", { name: "being joined", route: "/join/:urn", status: 409 });
    await visit(page, "/join/999999", { name: "unknown school", route: "/join/:urn", status: 404 });
  });

  it("what is not theirs", async () => {
    await visit(page, "/console", { name: "no access", route: "forbidden", status: 403 });
    const unknown = "/portal/applications/app_01KAK3F0Q8J5W2M7X9B4C6D8EF";
    await visit(page, unknown, { name: "somebody else's application", route: "unknown", status: 404 });
  });

  it("joining, with everything wrong first", async () => {
    await visit(page, "/join/900011", { name: "the school", route: "/join/:urn" });
    await pressTo(page, "Continue", { name: "nothing answered", route: "/join/:urn", status: 422 });
    await page.getByLabel("By invoice, with a purchase order").check();
    await pressTo(page, "Continue", { name: "no purchase order", route: "/join/:urn", status: 422 });
    await answer(page);
    await look(page, { name: "check your answers", route: "/join/:urn/check" });
  });
});
