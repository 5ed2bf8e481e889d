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

  it("answers a bad query of an id that can be ours with the name of the field", async () => {
    const { send } = await house(["staff"]);
    const reply = await send("/api/notes/note_01KAK3F0Q8J5W2M7X9B4C6D8EF?limit=1000");
    expect([reply.status, await reply.json()]).toMatchObject([422, { errors: [{ pointer: "/limit" }] }]);
    expect((await send("/api/notes/1?limit=1000")).status).toBe(404);
  });

  it("tells what an address may be asked with, and only of an address that is there", async () => {
    const { send } = await house();
    const reply = await send("/api/notes/1", { method: "DELETE" });
    expect([reply.status, reply.headers.get("allow")]).toEqual([405, "GET, HEAD"]);
    expect(reply.headers.get("content-type")).toBe("application/problem+json");
    expect(await reply.json()).toMatchObject({ status: 405, detail: "This address takes GET, HEAD only." });
    expect((await send("/api/notes")).headers.get("allow")).toBe("POST");
    expect((await send("/open", { method: "HEAD" })).status).toBe(200);
    for (const path of ["/api/notes/", "/api/notes/1/2", "/api/elsewhere"]) {
      const unknown = await send(path, { method: "DELETE" });
      expect([unknown.status, unknown.headers.has("allow")], path).toEqual([404, false]);
    }
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
