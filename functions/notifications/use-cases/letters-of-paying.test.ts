import { contactPut, issueLetterSecret, openLetterSecret, recognisePerson } from "@alliance/auth";
import { finance } from "@alliance/events";
import { commit } from "@alliance/store";
import { eventOf, published } from "@alliance/testing";
import { beforeEach, expect, test } from "vitest";
import { type LettersCtx, lettersWorld, type Outbox } from "../test-world.ts";
import { sendCreditNote } from "./send-credit-note.ts";
import { sendInvoice, sendReceipt } from "./send-invoice.ts";
import { sendQuote, tellOfQuoteRunOut } from "./send-quote.ts";

let ctx: LettersCtx;
let outbox: Outbox;
let applicantId: string;
const contactId = "con_01KAK3F0Q8J5W2M7X9B4C6D8EF";

beforeEach(async () => {
  ({ ctx, outbox } = lettersWorld());
  const claims = { issuer: "i", subject: "s", name: "Amara Osei", email: "amara@school.example" };
  applicantId = await recognisePerson(ctx, claims);
  const contact = { contactId, name: "Rhys Bevan", email: "finance@trust.example", role: "finance" as const };
  const organisationId = "org_01KAK3F0Q8J5W2M7X9B4C6D8EG";
  await commit(ctx, { put: [contactPut({ ...contact, organisationId, createdAt: ctx.clock.now() }, 1)] });
});

const quoteSent = (linkNumber = 1, more = {}) =>
  eventOf(finance.quoteSent, { ...finance.quoteSent.sample, applicantId, linkNumber, ...more });
const secretOf = (text: string | undefined) => /\/quotes\/([\w-]{43})/.exec(text ?? "")?.[1] ?? "";

test("a quote goes to the finance contact with the PDF and a link that opens it, once", async () => {
  expect(await sendQuote(ctx, quoteSent())).toBe("sent");
  expect(await sendQuote(ctx, quoteSent())).toBe("sent-before");
  const [mail] = outbox.sent;
  expect(mail).toMatchObject({ to: "finance@trust.example", subject: expect.stringContaining("QUO-000001") });
  expect(mail?.attachments[0]?.filename).toBe("QUO-000001.pdf");
  const secret = secretOf(mail?.text);
  expect(await openLetterSecret(ctx, "quote", secret)).toMatchObject({
    opens: `${finance.quoteSent.sample.orderId}.1`,
  });
  expect(outbox.sent).toHaveLength(1);
});

test("the link's secret is in the letter and nowhere else: no item, no event, no line of the log", async () => {
  await sendQuote(ctx, quoteSent());
  const secret = secretOf(outbox.sent[0]?.text);
  expect(secret).toHaveLength(43);
  expect(JSON.stringify([...ctx.table.items.entries()])).not.toContain(secret);
  expect(JSON.stringify(published(ctx))).not.toMatch(/Rhys|finance@/);
  expect(JSON.stringify(ctx.log)).not.toContain(secret);
});

test("sent again it is another letter with another link; a secret made for something else opens no quote", async () => {
  await sendQuote(ctx, quoteSent(1));
  await sendQuote(ctx, quoteSent(2));
  const [first, second] = outbox.sent.map(({ text }) => secretOf(text));
  expect(first).not.toBe(second);
  const other = { purpose: "invitation", opens: "inv_1", expiresAt: "2027-01-01T00:00:00.000Z" };
  expect(await openLetterSecret(ctx, "quote", await issueLetterSecret(ctx, other))).toBeUndefined();
});

test("without a finance contact the quote goes to whoever applied", async () => {
  await sendQuote(ctx, quoteSent(1, { financeContactId: undefined }));
  expect(outbox.sent[0]?.to).toBe("amara@school.example");
});

test("a letter to somebody whom nobody knows is refused", async () => {
  const gone = { financeContactId: "con_01KAK3F0Q8J5W2M7X9B4C6D8XX" };
  await expect(sendQuote(ctx, quoteSent(1, gone))).rejects.toMatchObject({ code: "not-found" });
  expect(outbox.sent).toHaveLength(0);
});

test("whoever applied hears once that a new quote is asked for", async () => {
  const event = eventOf(finance.quoteRenewalAsked, { ...finance.quoteRenewalAsked.sample, applicantId });
  await tellOfQuoteRunOut(ctx, event);
  await tellOfQuoteRunOut(ctx, event);
  expect(outbox.sent).toHaveLength(1);
  expect(outbox.sent[0]).toMatchObject({ to: "amara@school.example", text: expect.stringContaining("QUO-000001") });
});

test("the invoice goes to the finance contact, and where there is none it comes with the confirmation alone", async () => {
  await sendInvoice(
    ctx,
    eventOf(finance.invoiceIssued, { ...finance.invoiceIssued.sample, financeContactId: undefined }),
  );
  expect(outbox.sent).toHaveLength(0);
  const event = eventOf(finance.invoiceIssued, finance.invoiceIssued.sample);
  await sendInvoice(ctx, event);
  await sendInvoice(ctx, event);
  expect(outbox.sent).toHaveLength(1);
  expect(outbox.sent[0]).toMatchObject({
    to: "finance@trust.example",
    text: expect.stringContaining("21 December 2026"),
  });
});

test("a receipt says what is on account; a payment whose invoice came as paid has none", async () => {
  const { receiptTo: _, ...sample } = finance.paymentReceived.sample;
  await sendReceipt(ctx, eventOf(finance.paymentReceived, sample));
  expect(outbox.sent).toHaveLength(0);
  const late = { ...sample, onAccountPence: 30000, receiptTo: { personId: applicantId } };
  await sendReceipt(ctx, eventOf(finance.paymentReceived, late));
  await sendReceipt(ctx, eventOf(finance.paymentReceived, late));
  expect(outbox.sent).toHaveLength(1);
  expect(outbox.sent[0]?.text).toContain("The money is safe");
});

test("a credit note goes with its PDF to whoever the invoice went to, once, and says what is on account", async () => {
  const event = eventOf(finance.creditNoteIssued, { ...finance.creditNoteIssued.sample, onAccountPence: 6000 });
  await sendCreditNote(ctx, event);
  await sendCreditNote(ctx, event);
  const { financeContactId: _, ...sample } = finance.creditNoteIssued.sample;
  await sendCreditNote(ctx, eventOf(finance.creditNoteIssued, { ...sample, applicantId, creditNoteId: "cdn_2" }));
  expect(outbox.sent.map(({ to }) => to)).toEqual(["finance@trust.example", "amara@school.example"]);
  expect(outbox.sent[0]?.attachments[0]?.filename).toBe("CN-000001.pdf");
  expect(outbox.sent[0]?.text).toContain("£60.00 of what is taken off: the money is safe");
  expect(outbox.sent[1]?.text).not.toContain("on account");
});
