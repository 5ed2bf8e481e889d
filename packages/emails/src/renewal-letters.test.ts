import { expect, test } from "vitest";
import {
  membershipInGraceLetter,
  membershipLapsedLetter,
  renewalReminder,
  type TermLetter,
} from "./renewal-letters.tsx";

const data: TermLetter = {
  recipientName: "Amara <Osei>",
  organisationName: "St Mary’s",
  membershipTypeName: "School membership",
  endsOn: "2027-08-31",
  graceUntil: "2027-09-30",
  isBeingRenewed: false,
  renewUrl: "https://alliance.example/portal/membership/renew/org_1",
};

test("three reminders, three tones, one address to go to", () => {
  const letters = ([90, 30, 7] as const).map((step) => renewalReminder({ ...data, step }));
  expect(letters.map(({ subject }) => subject)).toEqual([
    "St Mary’s: membership ends on 31 August 2027",
    "Please renew the membership of St Mary’s by 31 August 2027",
    "Last reminder: membership of St Mary’s ends on 31 August 2027",
  ]);
  for (const { html, text } of letters) {
    expect(html).toContain("Amara &lt;Osei&gt;");
    expect(text).toContain(data.renewUrl);
    expect(text).toContain("31 August 2027");
  }
});

test("in grace the letter says until when, and lapsed that nothing is lost", () => {
  expect(membershipInGraceLetter(data).text).toContain("You have until 30 September 2027 to renew");
  expect(membershipLapsedLetter(data).text).toContain("Nothing is lost");
});

test("whoever waits for a payment is not asked to renew again", () => {
  const text = membershipInGraceLetter({ ...data, isBeingRenewed: true }).text;
  expect(text).toContain("waits for its payment");
  expect(text).not.toContain("Renew now");
});

test("without grace nothing is promised after the end", () => {
  const { text } = renewalReminder({ ...data, graceUntil: data.endsOn, step: 7 });
  expect(text).toContain("pay the full price");
  expect(text).not.toContain("Time to renew");
});
