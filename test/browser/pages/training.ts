import { describe, it } from "vitest";
import { person, signedIn } from "../harness/people.ts";
import { visit } from "../harness/walk.ts";

describe("training", () => {
  it("what anybody sees", async () => {
    const page = await person();
    await visit(page, "/training", { name: "the catalogue", route: "/training" });
  });

  it("what staff see", async () => {
    const page = await signedIn("staff");
    await visit(page, "/console/training", { name: "sessions", route: "/console/training" });
  });
});
