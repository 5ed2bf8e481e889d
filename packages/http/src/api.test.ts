import { describe, expect, it } from "vitest";
import { maxBodyBytes } from "./read-body.ts";
import { house } from "./test-world.tsx";

describe("the house's rules around an API route", () => {
  it("answers what the use-case made", async () => {
    const { post, notes } = await house();
    const reply = await post({ text: "hello" });
    expect(reply.status).toBe(201);
    expect(await reply.json()).toMatchObject({ text: "hello" });
    expect(notes()).toHaveLength(1);
  });

  it.each([
    ["malformed JSON", "{", {}, 400],
    ["a wrong type", { text: 7 }, {}, 422],
    ["a text too long", { text: "x".repeat(21) }, {}, 422],
    ["an unknown field", { text: "a", more: 1 }, {}, 422],
    ["no JSON type", { text: "a" }, { "content-type": "text/plain" }, 415],
    ["a body too large", JSON.stringify({ text: "x".repeat(maxBodyBytes) }), {}, 413],
    ["no idempotency key", { text: "a" }, { "idempotency-key": "" }, 400],
    ["no origin", { text: "a" }, { origin: "" }, 403],
    ["a foreign origin", { text: "a" }, { origin: "https://evil.example" }, 403],
    ["no way in but the side door", { text: "a" }, { "x-origin-secret": "wrong" }, 403],
    ["a forged session", { text: "a" }, { cookie: `__Host-session=${"A".repeat(43)}` }, 401],
    ["a token that is none", { text: "a" }, { authorization: "Basic abc" }, 401],
  ])("refuses %s with a problem and changes nothing", async (_, body, headers, status) => {
    const { post, notes } = await house();
    const reply = await post(body, headers);
    expect(reply.status).toBe(status);
    expect(reply.headers.get("content-type")).toBe("application/problem+json");
    expect(await reply.json()).toMatchObject({ status, instance: "/api/notes" });
    expect(notes()).toHaveLength(0);
  });

  it("names the field that is wrong", async () => {
    const { post } = await house();
    const problem = await (await post({ text: "" })).json();
    expect(problem).toMatchObject({ errors: [{ pointer: "/text", detail: "Enter a note" }] });
  });

  it("refuses whoever may not, and an id that cannot be ours does not exist", async () => {
    const { send } = await house();
    expect((await send("/api/notes/note_01KAK3F0Q8J5W2M7X9B4C6D8EF")).status).toBe(403);
    expect((await send("/api/elsewhere")).status).toBe(404);
  });

  it("keeps the detail of our own fault to itself and logs it once, with the reference", async () => {
    const { post, log } = await house();
    const reply = await post({ text: "broken" }, { "x-amzn-trace-id": "Root=1-abc-0123456789" });
    expect(reply.status).toBe(500);
    expect(await reply.text()).not.toContain("secret detail");
    expect(log.lines.filter(({ level }) => level === "error")).toMatchObject([
      { fields: { correlationId: "1-abc-0123456789" } },
    ]);
  });
});
