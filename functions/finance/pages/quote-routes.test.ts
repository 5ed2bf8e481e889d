import { person, staffMember } from "@alliance/testing";
import { expect, test } from "vitest";
import { doorOf } from "../test-door.ts";
import { applicant, orderByQuote, orderId, organisationId, quoteSecret, stranger, testWorld } from "../test-world.ts";

const lead = person("per_01KAK3F0Q8J5W2M7X9B4C6D8AA", { affiliations: [{ organisationId, role: "lead" }] });
const onceKey = "once_00000001";

async function quoted() {
  const world = testWorld();
  await orderByQuote(world, {
    billTo: { name: "Harbour Learning Trust", addressLines: ["1 Quay Street"] },
    lines: [
      {
        description: "School membership",
        netPence: 25000,
        vatRatePercent: 0,
        vatTreatment: "exempt",
        vatNote: "Exempt: education supplied by an eligible body",
        serviceFrom: "2026-11-21",
        serviceTo: "2027-08-31",
      },
    ],
  });
  const secret = await quoteSecret(world);
  return { world, secret, door: doorOf(world), path: `/quotes/${secret}` };
}

test("a finance officer without an account sees who pays, for whom, the VAT of each line, and until when", async () => {
  const { door, path } = await quoted();
  const reply = await door.get(undefined, path);
  expect(reply.status).toBe(200);
  for (const text of [
    ...["Harbour Learning Trust", "Harbour View Primary School (URN 900001)", "QUO-000001", "20 January 2027"],
    ...["exempt", "Exempt: education supplied by an eligible body", "£250.00", "not a VAT invoice", "Sort code"],
  ]) {
    expect(reply.text).toContain(text);
  }
});

test("the address's secret reaches no other page, cache or search engine, and no third party", async () => {
  const { door, path, secret } = await quoted();
  const { headers, text } = await door.get(undefined, path);
  expect(headers.get("referrer-policy")).toBe("strict-origin");
  expect(headers.get("cache-control")).toBe("no-store");
  expect(headers.get("x-robots-tag")).toContain("noindex");
  expect(headers.get("set-cookie")).toBe(`quote=${secret}; Path=/quotes; HttpOnly; SameSite=Lax; Max-Age=7200; Secure`);
  expect(text).not.toContain(`?secret`);
});

test("answering issues the invoice, and the page shows it to whoever comes after", async () => {
  const { door, path } = await quoted();
  const refused = await door.post(undefined, `${path}/answer`, { purchaseOrderNumber: "<b>" });
  expect(refused.status).toBe(422);
  expect(refused.text).toContain("Purchase order number must only include");
  expect(refused.text).toContain("&lt;b&gt;");
  const answered = await door.post(undefined, `${path}/answer`, { purchaseOrderNumber: "PO-77" });
  expect([answered.status, answered.headers.get("location")]).toEqual([303, path]);
  const second = await door.post(undefined, `${path}/answer`, { purchaseOrderNumber: "PO-78" });
  expect(second.status).toBe(303);
  const page = await door.get(undefined, path);
  for (const text of ["The invoice is issued", "INV-000001", "PO-77", "£250.00 is due by"]) {
    expect(page.text).toContain(text);
  }
  expect(page.text).not.toContain("PO-78");
});

test("the form takes the purchase order as a file; another type is refused at the field, and staff save what came", async () => {
  const { door, path } = await quoted();
  const send = (content: string) =>
    door.upload(undefined, `${path}/answer`, { purchaseOrderNumber: "PO-77" }, { file: new Blob([content]) });
  const refused = await send("<html>");
  expect([refused.status, refused.text.includes("The file must be a PDF, PNG or JPEG")]).toEqual([422, true]);
  expect(refused.text).toContain('value="PO-77"');
  expect((await send("%PDF-1.7 hello")).headers.get("location")).toBe(path);
  const at = `/console/finance/invoices/${orderId.replace("app_", "inv_")}`;
  const treasurer = staffMember("finance");
  expect((await door.get(treasurer, at)).text).toContain("Save the purchase order");
  const file = await door.get(treasurer, `${at}/purchase-order`);
  expect(file.text).toBe("%PDF-1.7 hello");
  expect(file.headers.get("content-disposition")).toBe('attachment; filename="purchase-order.pdf"');
  expect(file.headers.get("content-security-policy")).toContain("sandbox");
  expect((await door.get(lead, `${at}/purchase-order`)).status).toBe(403);
});

test("a form that is too large, or no form at all, is told so and changes nothing", async () => {
  const { world, door, path } = await quoted();
  const blob = new Blob(["%PDF-", "x".repeat(4_100_000)]);
  const large = await door.upload(undefined, `${path}/answer`, { purchaseOrderNumber: "PO-77" }, { file: blob });
  expect(large.status).toBe(413);
  const headers = { "content-type": "multipart/form-data; boundary=none" };
  expect((await door.post(undefined, `${path}/answer`, { purchaseOrderNumber: "PO-1" }, headers)).status).toBe(400);
  expect(world.files.files.size).toBe(0);
});

test("the PDFs of quote and invoice open by the link alone", async () => {
  const { door, path } = await quoted();
  expect((await door.get(undefined, `${path}/invoice.pdf`)).status).toBe(404);
  const quote = await door.get(undefined, `${path}/quote.pdf`);
  expect(quote.headers.get("content-disposition")).toBe('inline; filename="QUO-000001.pdf"');
  expect(quote.text.startsWith("%PDF-")).toBe(true);
  await door.post(undefined, `${path}/answer`, { purchaseOrderNumber: "PO-77" });
  const invoice = await door.get(undefined, `${path}/invoice.pdf`);
  expect(invoice.headers.get("content-disposition")).toBe('inline; filename="INV-000001.pdf"');
});

test("a wrong, an old and a misshapen secret are the same calm page that does not exist", async () => {
  const { world, door } = await quoted();
  const old = await quoteSecret(world, 9);
  for (const secret of ["x".repeat(43), old, "x", "%00", "..%2f..", "y".repeat(300)]) {
    for (const path of [`/quotes/${secret}`, `/quotes/${secret}/card`, `/quotes/${secret}/quote.pdf`]) {
      expect((await door.get(undefined, path)).status, path).toBe(404);
    }
    const post = await door.post(undefined, `/quotes/${secret}/answer`, { purchaseOrderNumber: "PO-1" });
    expect(post.status).toBe(404);
  }
});

test("a quote that has run out says so with 410, and a new one is asked for once", async () => {
  const { world, door, path } = await quoted();
  world.ctx.clock.moveSeconds(62 * 24 * 3600);
  const reply = await door.get(undefined, path);
  expect([reply.status, reply.text.includes("Ask for a new quote")]).toEqual([410, true]);
  expect((await door.post(undefined, `${path}/renewal`, {})).status).toBe(303);
  const asked = await door.get(undefined, path);
  expect(asked.text).toContain("We have asked your colleague");
  expect(asked.text).not.toContain("Ask for a new quote");
});

test("paying by card leads to the payment page, and the way back is found by the cookie alone", async () => {
  const { world, door, path, secret } = await quoted();
  expect((await door.get(undefined, `${path}/card`)).headers.get("content-security-policy")).toContain(
    "form-action 'self' https://pay.example.test",
  );
  const press = () => door.post(undefined, `${path}/card`, {});
  const replies = await Promise.all([press(), press()]);
  for (const reply of replies) expect(reply.headers.get("location")).toBe("https://pay.example.test/cs_fake_000001");
  expect(replies[0]?.headers.get("set-cookie")).toContain(`quote=${secret}; Path=/quotes; HttpOnly`);
  expect(world.stripe.sessionIds).toHaveLength(1);
  const back = await door.get(undefined, "/quotes/back?paid=1", { cookie: `other=1; quote=${secret}` });
  expect(back.headers.get("location")).toBe(`${path}?paid=1`);
  expect((await door.get(undefined, `${path}?paid=1`)).text).toContain("We are confirming the payment");
  expect((await door.get(undefined, "/quotes/back?paid=1")).text).toContain("Please open the link in our email again");
  expect((await door.get(undefined, `${path}?cancelled=1`)).text).toContain("nothing was taken");
});

test("whoever applied, the lead and the finance team send it again or close its link; to a stranger it does not exist", async () => {
  const { door } = await quoted();
  const at = `/portal/invoices/quotes/${orderId}`;
  expect((await door.get(applicant, at)).text).toContain("It waits for a purchase order");
  expect((await door.get(stranger, at)).status).toBe(404);
  expect((await door.post(stranger, `${at}/send`, { onceKey })).status).toBe(404);
  const sent = await door.post(lead, `${at}/send`, { onceKey });
  expect(sent.headers.get("location")).toBe(`${at}?done=sent`);
  expect((await door.get(lead, `${at}?done=sent`)).text).toContain("2 times");
  expect((await door.get(lead, "/portal/invoices")).text).toContain("QUO-000001");
  expect((await door.get(lead, `${at}/quote.pdf`)).headers.get("content-type")).toBe("application/pdf");
  const desk = `/console/finance/quotes/${orderId}`;
  const treasurer = staffMember("finance");
  expect((await door.get(treasurer, "/console/finance/quotes")).text).toContain("QUO-000001");
  await door.post(treasurer, `${desk}/revoke`, { onceKey });
  expect((await door.get(treasurer, desk)).text).toContain("Link closed");
  expect((await door.get(lead, "/console/finance/quotes")).status).toBe(403);
});

test("the pay page of a quoted order leads to its quote", async () => {
  const { door } = await quoted();
  expect((await door.get(applicant, `/pay/${orderId}`)).text).toContain(`/portal/invoices/quotes/${orderId}`);
});
