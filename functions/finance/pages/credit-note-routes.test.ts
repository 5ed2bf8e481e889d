import { person, staffMember } from "@alliance/testing";
import { beforeEach, expect, test } from "vitest";
import { invoiceIdOf } from "../keys.ts";
import { doorOf } from "../test-door.ts";
import { applied, orderId, organisationId, testWorld } from "../test-world.ts";
import { openOrder } from "../use-cases/open-order.ts";

const treasurer = staffMember("finance");
const lead = person("per_01KAK3F0Q8J5W2M7X9B4C6D8AA", { affiliations: [{ organisationId, role: "lead" }] });
const stranger = person("per_01KAK3F0Q8J5W2M7X9B4C6D8XX");
const invoiceId = invoiceIdOf(orderId);
const at = `/console/finance/invoices/${invoiceId}`;
const filled = { "line-1": "50.00", reason: "agreed-reduction", note: "Agreed by phone" };
const api = `/api/finance/invoices/${invoiceId}/credit-notes`;

let door: ReturnType<typeof doorOf>;
beforeEach(async () => {
  const world = testWorld();
  await openOrder(world.ctx, applied());
  door = doorOf(world);
});

test("the form holds what is left of each line; the preview says what follows; issued, both sides see it", async () => {
  expect((await door.get(treasurer, at)).text).toContain(`${at}/credit`);
  const form = await door.get(treasurer, `${at}/credit`);
  for (const text of ['value="250.00"', "Up to £250.00", "A reduction was agreed"]) expect(form.text).toContain(text);
  const preview = await door.post(treasurer, `${at}/credit`, filled);
  expect(preview.status).toBe(200);
  for (const text of ["£240.00 of invoice INV-000001 is then still to pay", "over £60.00", "Agreed by phone"]) {
    expect(preview.text).toContain(text);
  }
  expect((await door.get(lead, `/portal/invoices/${invoiceId}`)).text).not.toContain("CN-");
  const issue = () =>
    door.post(treasurer, `${at}/credit/issue`, { ...filled, step: "raise", onceKey: "once_00000001" });
  expect((await issue()).headers.get("location")).toBe(`${at}?done=credited`);
  expect((await issue()).headers.get("location")).toBe(`${at}?done=credited`);
  const shown = await door.get(lead, `/portal/invoices/${invoiceId}`);
  for (const text of ["CN-000001", "£240.00 is due by", "Pay £240.00 by card"]) {
    expect(shown.text.replace(/<[^>]*>/g, "")).toContain(text);
  }
  expect(shown.text).not.toContain("Agreed by phone");
  const pdf = /\/portal\/invoices\/[^"]*credit-note\.pdf/.exec(shown.text)?.[0] ?? "";
  expect((await door.get(lead, pdf)).headers.get("content-disposition")).toContain("CN-000001.pdf");
  expect((await door.get(stranger, pdf)).status).toBe(404);
  const list = await door.get(treasurer, "/console/finance/credit-notes");
  expect(list.text).toContain("CN-000001");
  expect(list.text).not.toContain("CN-000002");
});

test("what is wrong is said at its field with everything that was typed, and nothing is issued", async () => {
  for (const amount of ["12.5", "-3", "251", "0"]) {
    const refused = await door.post(treasurer, `${at}/credit`, { ...filled, "line-1": amount });
    expect([refused.status, refused.text.includes(`value="${amount}"`)], amount).toEqual([422, true]);
    expect(refused.text).toContain("#line-1");
  }
  const empty = await door.post(treasurer, `${at}/credit`, { "line-1": "50.00" });
  expect(empty.status).toBe(422);
  for (const text of ["Choose why the invoice is credited", "Enter a note"]) expect(empty.text).toContain(text);
  const again = await door.post(treasurer, `${at}/credit`, { ...filled, step: "change" });
  expect([again.status, again.text.includes('value="50.00"')]).toEqual([200, true]);
  expect((await door.post(lead, `${at}/credit`, filled)).status).toBe(403);
  expect(JSON.parse((await door.get(lead, api)).text)).toEqual({ items: [] });
});

test("credited in full it says so, and offers nothing more", async () => {
  const whole = { ...filled, "line-1": "250.00", onceKey: "once_00000001" };
  await door.post(treasurer, `${at}/credit/issue`, whole);
  const shown = await door.get(treasurer, at);
  expect(shown.text).toContain("Credited");
  expect(shown.text).not.toContain("Raise a credit note");
  expect((await door.get(treasurer, `${at}/credit`)).text).toContain("Nothing is left to credit");
  const more = await door.post(treasurer, `${at}/credit/issue`, { ...filled, onceKey: "once_00000002" });
  expect(more.text).toContain("Nothing is left to credit");
});

test("by API: raised once a key, listed, and refused where it is too much or not theirs", async () => {
  const raise = (who: typeof treasurer, netPence: number, key: string) =>
    door.send(who, "POST", api, { reason: "cancelled", note: "by script", lines: [{ invoiceLine: 1, netPence }] }, key);
  const first = await raise(treasurer, 5000, "key-00000001");
  expect([first.status, JSON.parse(first.text).number]).toEqual([201, "CN-000001"]);
  expect(JSON.parse((await raise(treasurer, 5000, "key-00000001")).text).number).toBe("CN-000001");
  expect((await raise(treasurer, 20001, "key-00000002")).status).toBe(422);
  expect((await raise(lead, 1, "key-00000003")).status).toBe(403);
  expect(JSON.parse((await door.get(lead, api)).text).items).toHaveLength(1);
  expect(JSON.parse((await door.get(treasurer, "/api/finance/credit-notes")).text).items).toHaveLength(1);
});
