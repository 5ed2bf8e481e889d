import { describe, expect, it } from "vitest";
import { house } from "./test-world.tsx";

describe("the same request again", () => {
  it("gets the first answer, byte for byte, and has no new effect", async () => {
    const { post, notes } = await house();
    const first = await (await post({ text: "hello" })).text();
    const again = await post({ text: "hello" });
    expect([again.status, await again.text()]).toEqual([201, first]);
    expect(notes()).toHaveLength(1);
  });

  it("is refused with another body", async () => {
    const { post, notes } = await house();
    await post({ text: "hello" });
    expect((await post({ text: "other" })).status).toBe(422);
    expect(notes()).toHaveLength(1);
  });

  it("twenty at once have one effect", async () => {
    const { post, notes } = await house();
    const replies = await Promise.all(Array.from({ length: 20 }, () => post({ text: "hello" })));
    expect(notes()).toHaveLength(1);
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([201, 409]));
  });

  it("may be tried again after a refusal or a fault", async () => {
    const { post } = await house();
    expect((await post({ text: "refused" })).status).toBe(409);
    expect((await post({ text: "refused" })).status).toBe(409);
    expect((await post({ text: "broken" })).status).toBe(500);
    expect((await post({ text: "hello" })).status).toBe(201);
  });

  it("a double-clicked form shows the second click what the first one made", async () => {
    const { submit } = await house();
    const [first, second] = await Promise.all([submit({ text: "hello" }), submit({ text: "hello" })]);
    expect([first.status, second.status]).toEqual([303, 303]);
    expect(second.headers.get("location")).toBe(first.headers.get("location"));
  });
});
