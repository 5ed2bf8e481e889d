import { describe, it } from "vitest";
import { expectHeading } from "../harness/joining.ts";
import { named, person, signedIn } from "../harness/people.ts";
import { look, pressTo, visit } from "../harness/walk.ts";

const one = "/training/recordings/:recordingId";
const desk = "/console/training/recordings";

describe("recordings", () => {
  it("what anybody sees, and why one is not for them", async () => {
    const visitor = await person();
    await visit(visitor, "/training/recordings", { name: "recordings", route: "/training/recordings" });
    await visitor.getByRole("link", { name: "Measuring what matters in a partnership" }).click();
    await expectHeading(visitor, "Measuring what matters in a partnership");
    await look(visitor, { name: "a recording", route: one });
    const guest = await signedIn(named("Rhoda"));
    await visit(guest, visitor.url(), { name: "a recording for members only", route: one });
  });

  it("is opened, read chapter by chapter, and completed", async () => {
    const reader = await signedIn(named("Rufus"));
    await reader.goto("/training/recordings");
    await reader.getByRole("link", { name: "The first conversation between two schools" }).click();
    await expectHeading(reader, "The first conversation between two schools");
    await pressTo(reader, "Start reading", { name: "an open recording", route: one });
    await pressTo(reader, /^I have read this.*Whom to ring/, { name: "one chapter read", route: one });
    await pressTo(reader, /^I have read this.*What to offer/, { name: "two chapters read", route: one });
    await pressTo(reader, /^I have read this.*Ending with a date/, { name: "a completed recording", route: one });
    await visit(reader, "/training/recordings", {
      name: "recordings with one completed",
      route: "/training/recordings",
    });
  });

  it("is added and changed by staff", async () => {
    const staff = await signedIn("staff");
    await visit(staff, desk, { name: "recordings for staff", route: desk });
    await visit(staff, `${desk}/new`, { name: "a new recording", route: `${desk}/new` });
    await pressTo(staff, "Save as a draft", {
      name: "a recording that says nothing",
      route: `${desk}/new`,
      status: 422,
    });
    await staff.goto(desk);
    await staff.getByRole("link", { name: "Measuring what matters in a partnership" }).click();
    await expectHeading(staff, /^Measuring what matters/);
    await look(staff, { name: "a recording for staff", route: `${desk}/:recordingId` });
    await staff.getByRole("button", { name: "Change it" }).click();
    await expectHeading(staff, "Change Measuring what matters in a partnership");
    await look(staff, { name: "changing a recording", route: `${desk}/:recordingId/edit` });
  });
});
