import { describe, expect, it } from "vitest";
import { type MembershipConfirmed, membershipConfirmed } from "./membership-confirmed.tsx";

const due: MembershipConfirmed = {
  recipientName: "Amara Okafor",
  organisationName: "Harbour View Primary School",
  membershipTypeName: "School membership",
  startsOn: "2026-11-21",
  endsOn: "2027-08-31",
  benefits: ["12 training places", "Community meet-ups"],
  invoice: {
    number: "INV-000001",
    status: "due",
    dueOn: "2026-12-21",
    totalPence: 30_000,
    vatPence: 5_000,
    purchaseOrderNumber: "PO-4711",
  },
  portalUrl: "https://alliance.example/portal",
};

describe("the confirmation of membership", () => {
  it("says in plain text everything that it says in HTML", () => {
    expect(membershipConfirmed(due).text).toBe(`The Partnerships Alliance

Welcome: your membership is active

Hello Amara Okafor,

Harbour View Primary School is now a member of The Partnerships Alliance, from 21 November 2026 to 31 August 2027.

What is included

- 12 training places
- Community meet-ups

Your invoice

Membership: School membership
Invoice number: INV-000001
Amount: £300.00 including £50.00 VAT
Purchase order: PO-4711
To pay by: 21 December 2026

Invoice INV-000001 is attached. Please pay it by 21 December 2026 and give its number as the reference; the bank details are on the invoice.

Open your membership: https://alliance.example/portal

We sent you this because you applied for Harbour View Primary School’s membership.

Questions? Write to hello@partnerships-alliance.example
`);
  });

  it("says that nothing is left to pay after a payment by card, and leaves out a purchase order that there is not", () => {
    const { status: _, purchaseOrderNumber: __, ...invoice } = due.invoice;
    const { text, html } = membershipConfirmed({ ...due, invoice: { ...invoice, status: "paid", vatPence: 0 } });
    expect(text).toContain("Status: Paid");
    expect(text).toContain("Amount: £300.00\n");
    expect(text).toContain("nothing more to do");
    expect(text).not.toMatch(/To pay by|Purchase order/);
    expect(html).not.toContain("Purchase order");
  });

  it("escapes names in the HTML and writes them as they are in the text", () => {
    const { html, text } = membershipConfirmed({ ...due, organisationName: `St Mary's <b>"& All"</b>` });
    expect(html).not.toContain("<b>");
    expect(text).toContain(`St Mary's <b>"& All"</b> is now a member`);
  });

  it("keeps a line break in a name out of the subject", () => {
    const { subject } = membershipConfirmed({ ...due, organisationName: "Oak\r\nBcc: all@schools.uk" });
    expect(subject).toBe("Oak Bcc: all@schools.uk is a member of The Partnerships Alliance");
  });

  it("carries no picture, no script and nothing fetched from elsewhere", () => {
    expect(membershipConfirmed(due).html).not.toMatch(/<img|<script|<link|url\(|crown|crest|GDS Transport/i);
  });

  it("refuses an address of the portal that is not of the web", () => {
    expect(() => membershipConfirmed({ ...due, portalUrl: "javascript:alert(1)" })).toThrow(TypeError);
  });

  it("of a renewal does not welcome whoever is a member already", () => {
    const { subject, text } = membershipConfirmed({ ...due, isRenewal: true });
    expect(subject).toBe("Membership of Harbour View Primary School is renewed");
    expect(text).toContain("What you have now goes on until then.");
    expect(text).not.toContain("Welcome");
  });
});
