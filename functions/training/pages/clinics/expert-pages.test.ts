import { emailEntryPut, recognisePerson } from "@alliance/auth";
import type { PersonActor } from "@alliance/core";
import { commit } from "@alliance/store";
import { person, type TestCtx } from "@alliance/testing";
import { beforeEach, describe, expect, it } from "vitest";
import { contentOfClinic } from "../../clinics/content-of.ts";
import { appointmentIn, asked, clinicCtx, joined, putClinic, staff } from "../../clinics/testing-clinic.ts";
import type { Clinic } from "../../schema/clinic.ts";
import { browserOf } from "../../test-world.ts";
import { valuesOfClinic } from "./clinic-form.ts";

let ctx: TestCtx;
let clinic: Clinic;
let member: PersonActor;
beforeEach(async () => {
  ctx = await clinicCtx();
  clinic = await putClinic(ctx);
  member = await joined(ctx, "Ada");
});

describe("what an expert is asked", () => {
  const expert = { name: "Dr Iris Lowe", email: "iris@university.example" };
  const list = "/portal/training/clinics/asked";
  const signedIn = async () => {
    const personId = await recognisePerson(ctx, { issuer: "i", subject: "iris", ...expert, emailVerified: true });
    return browserOf(ctx, person(personId));
  };

  it("is answered on a page of their own, and is nobody else's", async () => {
    const { appointmentId } = await asked(ctx, member, clinic);
    const iris = await signedIn();
    const shown = await iris.get(list);
    expect([shown.status, shown.text]).toEqual([200, expect.stringContaining(`${list}/${appointmentId}`)]);
    const page = await iris.get(`${list}/${appointmentId}`);
    expect(page.text).toContain("Our questionnaire is too long.");
    expect(page.text).toContain(`action="${list}/${appointmentId}/answer"`);
    const done = await iris.submit(`${list}/${appointmentId}/answer`, { answer: "approve", reply: "Gladly" });
    expect(done.headers.get("location")).toBe(`${list}/${appointmentId}?done=confirmed`);
    expect(appointmentIn(ctx, appointmentId).status).toBe("confirmed");
    const again = await iris.submit(`${list}/${appointmentId}/answer`, { answer: "decline", reply: "Oh" });
    expect([again.status, again.text]).toEqual([409, expect.stringContaining("Somebody has approved this request")]);
    const stranger = await browserOf(ctx, await joined(ctx, "Zed"));
    expect((await stranger.get(`${list}/${appointmentId}`)).status).toBe(404);
    expect((await stranger.get(list)).text).toContain("Nothing is asked of you");
    const ada = await browserOf(ctx, member);
    expect((await ada.submit(`${list}/${appointmentId}/answer`, { answer: "approve" })).status).toBe(403);
  });

  it("is told to one person: an office's address is refused where the form is, and what was typed stays", async () => {
    for (const personId of ["per_01KAK3F0Q8J5W2M7X9B4C6D8ZX", "per_01KAK3F0Q8J5W2M7X9B4C6D8ZY"])
      await commit(ctx, { put: [emailEntryPut("office@school.example", { personId, isVerified: true }, 1)] });
    const browser = await browserOf(ctx, staff);
    const typed = { expert: "other", expertName: "Ann Ode", expertEmail: "office@school.example" };
    const values = { ...valuesOfClinic(contentOfClinic(clinic)), ...typed, onceKey: "once_0000002" };
    const refused = await browser.submit("/console/training/clinics/new", values as Record<string, string>);
    expect([refused.status, refused.text]).toEqual([422, expect.stringContaining("Several people use this address")]);
    expect(refused.text).toContain('value="Ann Ode"');
  });
});
