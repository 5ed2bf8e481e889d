import { affiliationPut, recognisePerson } from "@alliance/auth";
import { memorySender } from "@alliance/emails";
import { membership } from "@alliance/events";
import { termPuts } from "@alliance/membership/keys/term";
import type { Term } from "@alliance/membership/schema/term";
import { remindAboutTerms } from "@alliance/membership/use-cases/remind-about-terms";
import { remindOfRenewal } from "@alliance/notifications/use-cases/remind-of-renewal";
import { commit } from "@alliance/store";
import { FixedClock, published, system, testCtx } from "@alliance/testing";
import { exactly, type Measurement } from "./figure.ts";

const runs = 10;
const organisationId = "org_01KAK3F0Q8J5W2M7X9B4C6D8EG";

const term = (applicantId: string): Term => ({
  membershipId: "mem_01KAK3F0Q8J5W2M7X9B4C6D8EF",
  applicationId: "app_01KAK3F0Q8J5W2M7X9B4C6D8EF",
  ...{ organisationId, organisationName: "Harbour View Primary School", applicantId },
  ...{ academicYear: "2026-27", startsOn: "2026-11-21", endsOn: "2027-08-31", status: "active" },
  ...{ membershipTypeId: "school", membershipTypeVersion: 1, membershipTypeName: "School membership" },
  ...{ benefits: [], covers: "itself", graceDays: 30, netPence: 25_000 },
});

/** The nightly run ten times at once on the day of a reminder, and every event of it delivered ten times. */
export const reminders: Measurement = {
  name: "reminders",
  run: async () => {
    const ctx = testCtx(system("membership"), { clock: new FixedClock("2027-05-28T05:30:00.000Z") });
    const claims = { issuer: "i", subject: "s", name: "Amara Osei", email: "amara@school.example" };
    const personId = await recognisePerson(ctx, claims);
    const lead = { personId, organisationId, role: "lead", from: "2026-11-21" } as const;
    await commit(ctx, { put: [...termPuts(term(personId), 1), affiliationPut(lead, 1)] });
    await Promise.all(Array.from({ length: runs }, () => remindAboutTerms(ctx)));
    const told = published(ctx).filter(({ type }) => type === membership.renewalDue.type);
    const outbox = memorySender();
    const letters = {
      ...ctx,
      actor: system("notifications"),
      sender: outbox,
      publicOrigin: "https://alliance.example",
      mailFrom: "hello@alliance.example",
    };
    for (let delivery = 0; delivery < runs; delivery++) {
      for (const event of told) {
        await remindOfRenewal(letters, { ...event, data: membership.renewalDue.data.parse(event.data) });
      }
    }
    return [
      exactly({
        ...{ id: "reminders-events", figure: "reminder runs repeated 10 times: events", value: told.length, wanted: 1 },
      }),
      exactly({
        ...{ id: "reminders-mails", figure: "reminder runs repeated 10 times: e-mails", wanted: 1 },
        ...{ value: outbox.sent.length, detail: "each event delivered ten times" },
      }),
    ];
  },
};
