import { beforeAll, describe, it } from "vitest";
import { expectHeading, press } from "../harness/joining.ts";
import { named, person, signedIn } from "../harness/people.ts";
import { look, pressTo, visit } from "../harness/walk.ts";

const one = "/training/clinics/:clinicId";
const own = "/training/clinics/appointments/:appointmentId";
const desk = "/console/training/clinics";
const asked = "/portal/training/clinics/asked";

describe("clinics", () => {
  let member: Awaited<ReturnType<typeof signedIn>>;
  let staff: typeof member;
  beforeAll(async () => {
    member = await signedIn("lead");
    staff = await signedIn("staff");
  });

  it("what anybody sees of them, and for whom they are", async () => {
    const visitor = await person();
    await visit(visitor, "/training/clinics", { name: "clinics", route: "/training/clinics" });
    await visitor.getByRole("link", { name: "Evaluation clinic" }).click();
    await expectHeading(visitor, "Evaluation clinic");
    await look(visitor, { name: "a clinic", route: one });
    const guest = await signedIn(named("Clio"));
    await visit(guest, visitor.url(), { name: "a clinic for members only", route: one });
    await visit(guest, "/portal/training/clinics", { name: "no times yet", route: "/portal/training/clinics" });
    await visit(guest, asked, { name: "nothing is asked of an expert", route: asked });
  });

  it("a time is asked for, approved, and moved by whoever asked", async () => {
    await member.goto("/training/clinics");
    await member.getByRole("link", { name: "Evaluation clinic" }).click();
    await expectHeading(member, "Evaluation clinic");
    await member
      .getByRole("button", { name: /^15:30 to 16:00/ })
      .first()
      .click();
    await expectHeading(member, /^Ask for a time with/);
    await look(member, { name: "asking for a time", route: `${one}/request` });
    await pressTo(member, "Ask for this time", { name: "nothing to talk about", route: `${one}/request`, status: 422 });
    await member.getByLabel("What do you want to talk about?").fill("Our questionnaire for pupils is too long.");
    await pressTo(member, "Ask for this time", { name: "a time that waits for its answer", route: own });
    const mine = member.url();
    await visit(staff, desk, { name: "clinics for staff", route: desk });
    await staff.getByRole("link", { name: "Evaluation clinic" }).first().click();
    await expectHeading(staff, /^Evaluation clinic/);
    await look(staff, { name: "a request", route: `${desk}/appointments/:appointmentId` });
    await pressTo(staff, "Approve", {
      name: "a request that is approved",
      route: `${desk}/appointments/:appointmentId`,
    });
    await visit(member, mine, { name: "a time that is agreed", route: own });
    await member.getByRole("button", { name: "Choose another time" }).click();
    await expectHeading(member, "Choose another time");
    await look(member, { name: "other times", route: `${own}/move` });
    await press(member, "Move to this time");
    await member.waitForURL(/done=moved/);
    await visit(member, "/portal/training/clinics", { name: "one’s times", route: "/portal/training/clinics" });
  });

  it("what is asked of an expert who is nobody of the alliance’s", async () => {
    const iris = await signedIn({ name: "Dr Iris Lowe", email: "iris.lowe@university.example" });
    await visit(iris, asked, { name: "what is asked of an expert", route: asked });
    await iris.getByRole("link", { name: "Evaluation clinic" }).first().click();
    await expectHeading(iris, /^Evaluation clinic/);
    await look(iris, { name: "a request of an expert’s", route: `${asked}/:appointmentId` });
    await pressTo(iris, "Approve", { name: "a request that the expert approved", route: `${asked}/:appointmentId` });
  });

  it("a clinic is set up, changed and opened by staff", async () => {
    await visit(staff, `${desk}/new`, { name: "a new clinic", route: `${desk}/new` });
    await pressTo(staff, "Save as a draft", { name: "a clinic that says nothing", route: `${desk}/new`, status: 422 });
    await staff.goto(desk);
    await staff.getByRole("link", { name: "First steps clinic" }).click();
    await expectHeading(staff, /^First steps clinic/);
    await look(staff, { name: "a clinic for staff", route: `${desk}/:clinicId` });
    await staff.getByRole("button", { name: "Change it" }).click();
    await expectHeading(staff, "Change First steps clinic");
    await look(staff, { name: "changing a clinic", route: `${desk}/:clinicId/edit` });
  });
});
