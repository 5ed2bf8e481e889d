import { as, person, staffMember, testCtx } from "@alliance/testing";
import { expect, it } from "vitest";
import { putSession, roomSession, venue } from "../test-world.ts";
import { readListing, readSession } from "./read-session.ts";

const anyone = () => testCtx({ kind: "anonymous" });
const notFound = expect.objectContaining({ code: "not-found" });

it("gives anybody a published session without how to get in", async () => {
  const ctx = anyone();
  const { sessionId } = await putSession(ctx, roomSession(20, { venue: { ...venue, instructions: "Ring twice" } }));
  const { session, offer } = await readSession(ctx, sessionId);
  expect(session.venue).toEqual(venue);
  expect(offer).toMatchObject({ listNetPence: 5_000, unitNetPence: 5_000, isMember: false });
});

it("keeps a draft from everybody but the alliance's own people", async () => {
  const ctx = anyone();
  const { sessionId } = await putSession(ctx, undefined, { status: "draft" });
  await expect(readSession(ctx, sessionId)).rejects.toEqual(notFound);
  await expect(readSession(as(ctx, person()), sessionId)).rejects.toEqual(notFound);
  await expect(readListing(as(ctx, staffMember()), sessionId)).rejects.toEqual(notFound);
  expect((await readSession(as(ctx, staffMember()), sessionId)).session.status).toBe("draft");
});

it("refuses an id that is nobody's", async () => {
  await expect(readSession(anyone(), "ses_01KAK3F0Q8J5W2M7X9B4C6D8ZZ")).rejects.toEqual(notFound);
});
