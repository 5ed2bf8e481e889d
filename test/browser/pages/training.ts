import { describe, it } from "vitest";
import { expectHeading } from "../harness/joining.ts";
import { person, signedIn } from "../harness/people.ts";
import { look, visit } from "../harness/walk.ts";

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

  it("what staff see", async () => {
    const page = await signedIn("staff");
    await visit(page, "/console/training", { name: "sessions", route: "/console/training" });
  });
});
