import { describe, it } from "vitest";
import { expectHeading } from "../harness/joining.ts";
import { person, signedIn } from "../harness/people.ts";
import { look, pressTo, visit } from "../harness/walk.ts";

describe("training", () => {
  it("what anybody sees", async () => {
    const page = await person();
    await visit(page, "/training", { name: "the catalogue", route: "/training" });
    await visit(page, "/training?subject=stem", { name: "the catalogue, narrowed down", route: "/training" });
    await visit(page, "/training?q=zzzz", { name: "no session found", route: "/training" });
    await page.goto("/training");
    await page.getByRole("link", { name: "Sharing STEM teaching between schools" }).click();
    await expectHeading(page, "Sharing STEM teaching between schools");
    await look(page, { name: "a session", route: "/training/:sessionId" });
    const member = await signedIn("lead");
    await visit(member, "/training", { name: "a member’s catalogue", route: "/training" });
    await member.getByRole("link", { name: "The alliance’s annual conference" }).click();
    await expectHeading(member, "The alliance’s annual conference");
    await look(member, { name: "a session for a member", route: "/training/:sessionId" });
  });

  it("what staff build", async () => {
    const page = await signedIn("staff");
    const all = "/console/training";
    await visit(page, all, { name: "sessions", route: all });
    await visit(page, `${all}/new`, { name: "what to begin a session with", route: `${all}/new` });
    const route = `${all}/new/:templateId`;
    await visit(page, `${all}/new/hybrid`, { name: "a new session", route });
    await pressTo(page, "Save as a draft", { name: "a session that says nothing", route, status: 422 });
    await page.goto(all);
    await page.getByRole("link", { name: "What governors ask about partnerships" }).click();
    await expectHeading(page, "What governors ask about partnerships");
    const one = `${all}/sessions/:sessionId`;
    await look(page, { name: "a draft", route: one });
    await pressTo(page, "Copy", { name: "copied to no day", route: one, status: 422 });
    await visit(page, `${page.url().replace(/\/repeat$/, "")}/edit`, {
      name: "changing a session",
      route: `${one}/edit`,
    });
  });
});
