import { afterEach, beforeEach, expect, it } from "vitest";
import { type Bench, checkoutFor, startBench } from "./testing.ts";

let bench: Bench;
let sessionId = "";
let page = "";
beforeEach(async () => {
  bench = await startBench();
  const custom_text = { submit: { message: "For Oakfield <Primary> School" } };
  const session = await bench.stripe.checkout.sessions.create(checkoutFor({ custom_text }));
  sessionId = session.id;
  page = String(session.url);
});
afterEach(() => bench.stop());

const submit = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
  fetch(`${page}${path}`, { method: "POST", redirect: "manual", headers, body: new URLSearchParams(fields) });
const status = async () => (await bench.stripe.checkout.sessions.retrieve(sessionId)).status;

it("shows the amount, what it is for, the school and that it is a test, with no script and no third party", async () => {
  const response = await fetch(page);
  const html = await response.text();
  for (const text of ["£480.00", "Invoice PA-2026-00042", "School membership", "Test payments: no money moves"]) {
    expect(html).toContain(text);
  }
  expect(html).toContain("For Oakfield &lt;Primary&gt; School");
  expect(html).toContain('href="http://localhost:4000/cancelled"');
  expect(html).not.toMatch(/<script|https:\/\//);
  const policy = response.headers.get("content-security-policy");
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("form-action 'self' http://localhost:4000");
});

it("paying goes to the success address with the session's id, and pressing twice charges once", async () => {
  const first = await submit("", { card: "4242424242424242" });
  const second = await submit("", { card: "4242424242424242" });
  for (const response of [first, second]) {
    expect(response.status).toBe(303);
    expect(response.headers.get("location")).toBe(`http://localhost:4000/paid?session=${sessionId}`);
  }
  expect((await bench.stripe.balanceTransactions.list()).data).toHaveLength(1);
  expect(await (await fetch(page)).text()).toContain("You have paid");
});

it("a declined card says so and leaves the page open", async () => {
  const response = await submit("", { card: "4000000000000002" });
  expect(response.status).toBe(402);
  expect(await response.text()).toContain("Your card was declined.");
  expect(await status()).toBe("open");
});

it("3-D Secure asks on a page of its own, where the answer decides", async () => {
  const asked = await submit("", { card: "4000002760003184" });
  expect(asked.headers.get("location")).toBe(`/pay/${sessionId}/confirm`);
  expect(await (await fetch(`${page}/confirm`)).text()).toContain("Your bank asks");
  const refused = await submit("/confirm", { answer: "refuse" });
  expect(await refused.text()).toContain("could not confirm that it is you");
  await submit("", { card: "4000002760003184" });
  const approved = await submit("/confirm", { answer: "approve" });
  expect(approved.headers.get("location")).toBe(`http://localhost:4000/paid?session=${sessionId}`);
  expect(await status()).toBe("complete");
});

it("bad input is refused and charges nothing", async () => {
  const badCard = await submit("", { card: "1234" });
  const noCard = await submit("", {});
  const noQuestion = await submit("/confirm", { answer: "approve" });
  const badAnswer = await submit("/confirm", { answer: "maybe" });
  const otherSite = await submit("", { card: "4242424242424242" }, { origin: "https://evil.example" });
  const nobody = await fetch(`${bench.double.url}/pay/cs_none`);
  expect([badCard.status, noCard.status, noQuestion.status, badAnswer.status]).toEqual([422, 422, 402, 422]);
  expect([otherSite.status, nobody.status]).toEqual([403, 404]);
  expect(await status()).toBe("open");
});

it("an expired page says so and cannot be paid", async () => {
  bench.advance(24 * 60 * 60 + 1);
  expect((await submit("", { card: "4242424242424242" })).status).toBe(410);
  expect(await status()).toBe("expired");
});
