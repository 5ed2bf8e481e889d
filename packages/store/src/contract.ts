import { draft } from "@alliance/events";
import * as home from "@alliance/events/home";
import { beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { type Change, Conflict, type Origin, type Put, type Table } from "./table.ts";

const Thing = z.object({ name: z.string(), size: z.number().optional() });

let events = 0;
const origin: Origin = {
  actor: "per_1",
  correlationId: "1-abc",
  now: "2026-11-21T10:00:00.000Z",
  nextEventId: () => `evt_${String(++events).padStart(26, "0")}`,
};

const put = (pk: string, sk: string, version: number, name: string, more: Partial<Put> = {}): Put => ({
  key: { pk, sk },
  entity: "thing",
  version,
  data: { name },
  ...more,
});

/** What every engine behind the port must do; run on memory and on a real DynamoDB engine. */
export function tableContract(engine: string, open: () => Promise<Table>): void {
  describe(`the table on ${engine}`, () => {
    let table: Table;
    let places = 0;
    const place = () => `place#${engine}#${++places}`;
    const commit = (change: Change) => table.commit(change, origin);
    beforeAll(async () => {
      table = await open();
    });

    it("finds nothing where nothing was written", async () => {
      expect(await table.get({ pk: place(), sk: "thing" }, Thing)).toBeUndefined();
    });

    it("gives back what was committed, parsed, with its version", async () => {
      const pk = place();
      await commit({ put: [put(pk, "thing", 1, "Café St Hilda’s")] });
      expect(await table.get({ pk, sk: "thing" }, Thing, { consistent: true })).toEqual({
        key: { pk, sk: "thing" },
        version: 1,
        data: { name: "Café St Hilda’s" },
      });
    });

    it("gets many at once in the order they were asked for, a key twice and a missing one included", async () => {
      const pk = place();
      await commit({ put: ["a", "b"].map((name) => put(pk, name, 1, name)) });
      const keys = ["b", "missing", "a", "b"].map((sk) => ({ pk, sk }));
      const found = await table.getMany(keys, Thing, { consistent: true });
      expect(found.map((each) => each?.data.name)).toEqual(["b", undefined, "a", "b"]);
      expect(found[0]).toEqual({ key: { pk, sk: "b" }, version: 1, data: { name: "b" } });
    });

    it("gets nothing for no keys, and more than one request can hold", async () => {
      const pk = place();
      const names = Array.from({ length: 130 }, (_, n) => `n${n}`);
      for (const some of [names.slice(0, 80), names.slice(80)]) {
        await commit({ put: some.map((name) => put(pk, name, 1, name)) });
      }
      expect(await table.getMany([], Thing)).toEqual([]);
      const keys = names.map((sk) => ({ pk, sk }));
      const found = await table.getMany(keys, Thing, { consistent: true });
      expect(found.map((each) => each?.data.name)).toEqual(names);
    });

    it("refuses version 1 of what is there, and version 3 of what is at 1", async () => {
      const pk = place();
      await commit({ put: [put(pk, "thing", 1, "first")] });
      await expect(commit({ put: [put(pk, "thing", 1, "second")] })).rejects.toThrow(Conflict);
      await expect(commit({ put: [put(pk, "thing", 3, "third")] })).rejects.toThrow(Conflict);
      expect((await table.get({ pk, sk: "thing" }, Thing))?.data.name).toBe("first");
    });

    it("writes all of a change or nothing of it", async () => {
      const [pk, other] = [place(), place()];
      await commit({ put: [put(pk, "taken", 1, "there")] });
      await expect(commit({ put: [put(other, "thing", 1, "new"), put(pk, "taken", 1, "again")] })).rejects.toThrow(
        Conflict,
      );
      expect(await table.get({ pk: other, sk: "thing" }, Thing)).toBeUndefined();
    });

    it("removes what still is at the version that was read", async () => {
      const pk = place();
      await commit({ put: [put(pk, "thing", 1, "first")] });
      await expect(commit({ remove: [{ key: { pk, sk: "thing" }, version: 2 }] })).rejects.toThrow(Conflict);
      await commit({ remove: [{ key: { pk, sk: "thing" }, version: 1 }] });
      expect(await table.get({ pk, sk: "thing" }, Thing)).toBeUndefined();
    });

    it("writes only while what it relies on is as it was read, and leaves that alone", async () => {
      const pk = place();
      await commit({ put: [put(pk, "relied on", 1, "as read")] });
      const [there, nothing] = [
        { pk, sk: "relied on" },
        { pk, sk: "nothing there" },
      ];
      const expected = [
        { key: there, version: 1 },
        { key: nothing, version: 0 },
      ];
      await commit({ put: [put(pk, "a", 1, "first")], expect: expected });
      expect(await table.get(there, Thing)).toMatchObject({ version: 1, data: { name: "as read" } });
      const wrong = [
        { key: there, version: 2 },
        { key: there, version: 0 },
        { key: nothing, version: 1 },
      ];
      for (const expectation of wrong) {
        await expect(commit({ put: [put(pk, "b", 1, "never")], expect: [expectation] })).rejects.toThrow(Conflict);
        await expect(commit({ expect: [expectation] })).rejects.toThrow(Conflict);
      }
      await commit({ expect: expected });
      expect(await table.get({ pk, sk: "b" }, Thing)).toBeUndefined();
    });

    it("reads a partition as it is now where asked, and refuses to promise that of an index", async () => {
      const pk = place();
      await commit({ put: [put(pk, "a", 1, "first")] });
      expect((await table.query({ pk, limit: 5 }, Thing, { consistent: true })).items).toHaveLength(1);
      const ofIndex = { index: "gsi1", pk, limit: 5 } as const;
      await expect(table.query(ofIndex, Thing, { consistent: true })).rejects.toThrow(RangeError);
    });

    it("sorts by the bytes of its keys", async () => {
      const pk = place();
      const names = ["a", "ab", "a b", "é", "\ufffd", "\u{1f600}", "Z"];
      await commit({ put: names.map((name) => put(pk, name, 1, name)) });
      const sorted = [...names].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
      const { items } = await table.query({ pk, limit: 20 }, Thing);
      expect(items.map(({ data }) => data.name)).toEqual(sorted);
    });

    it("keeps an event beside its aggregate and on the timeline it is about", async () => {
      const [pk, about] = [place(), place()];
      const event = draft(home.personRegistered, { personId: "per_9" }, about);
      await commit({ put: [put(pk, "thing", 1, "with event")], emit: [{ pk, event }] });
      const pattern = { index: "gsi1", pk: `about#${about}`, skPrefix: "event#", limit: 10 } as const;
      const { items } = await table.query(
        pattern,
        z.object({ type: z.string(), actor: z.string(), correlationId: z.string() }),
      );
      expect(items.map(({ data }) => data)).toEqual([
        { type: "home.person-registered", actor: "per_1", correlationId: "1-abc" },
      ]);
    });

    it("lets one of many win who claim the same key at once", async () => {
      const pk = place();
      const claims = Array.from({ length: 20 }, (_, n) => commit({ put: [put(pk, "seat", 1, `claim ${n}`)] }));
      const outcomes = await Promise.allSettled(claims);
      expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
      expect(
        outcomes.filter((outcome) => outcome.status === "rejected" && !(outcome.reason instanceof Conflict)),
      ).toEqual([]);
    });

    it("pages through a partition in both directions without losing or repeating", async () => {
      const pk = place();
      await commit({ put: ["a", "b", "c", "d", "e"].map((name) => put(pk, `x#${name}`, 1, name)) });
      await commit({ put: [put(pk, "y#f", 1, "f")] });
      for (const descending of [false, true]) {
        const names: string[] = [];
        let cursor: string | undefined;
        do {
          const page = await table.query(
            { pk, skPrefix: "x#", limit: 2, descending, ...(cursor ? { cursor } : {}) },
            Thing,
          );
          names.push(...page.items.map(({ data }) => data.name));
          cursor = page.cursor;
        } while (cursor);
        expect(names.join("")).toBe(descending ? "edcba" : "abcde");
      }
    });

    it("begins behind a sort key, whether or not it is there", async () => {
      const pk = place();
      await commit({ put: ["b", "c", "e"].map((name) => put(pk, `x#${name}`, 1, name)) });
      const behind = async (after: string) =>
        (await table.query({ pk, skPrefix: "x#", limit: 5, after }, Thing)).items.map(({ data }) => data.name).join("");
      expect(await Promise.all(["x#a", "x#b", "x#d", "x#e"].map(behind))).toEqual(["bce", "ce", "e", ""]);
      const page = await table.query({ pk, skPrefix: "x#", limit: 1, after: "x#b" }, Thing);
      const next = await table.query(
        { pk, skPrefix: "x#", limit: 5, after: "x#b", ...(page.cursor ? { cursor: page.cursor } : {}) },
        Thing,
      );
      expect(next.items.map(({ data }) => data.name)).toEqual(["e"]);
      await expect(table.query({ index: "gsi1", pk, limit: 5, after: "x" }, Thing)).rejects.toThrow(RangeError);
    });

    it("finds by an index, and no longer once the item left it", async () => {
      const [pk, index] = [place(), place()];
      await commit({ put: [put(pk, "thing", 1, "indexed", { gsi2: { pk: index, sk: "1" } })] });
      expect((await table.query({ index: "gsi2", pk: index, limit: 5 }, Thing)).items).toHaveLength(1);
      await commit({ put: [put(pk, "thing", 2, "not any more")] });
      expect((await table.query({ index: "gsi2", pk: index, limit: 5 }, Thing)).items).toHaveLength(0);
    });

    it("refuses the cursor of another list, and one that is none", async () => {
      const pk = place();
      const foreign = Buffer.from(JSON.stringify({ pk: "elsewhere", sk: "x" })).toString("base64url");
      for (const cursor of [foreign, "not-a-cursor", ""]) {
        await expect(table.query({ pk, limit: 5, cursor }, Thing)).rejects.toMatchObject({ code: "invalid-input" });
      }
    });

    it("refuses pages without an end", async () => {
      await expect(table.query({ pk: place(), limit: 0 }, Thing)).rejects.toThrow(RangeError);
      await expect(table.query({ pk: place(), limit: 101 }, Thing)).rejects.toThrow(RangeError);
    });

    it("does not hand out an item that its schema does not know", async () => {
      const pk = place();
      await commit({ put: [put(pk, "thing", 1, "fine", { data: { name: 42 } })] });
      await expect(table.get({ pk, sk: "thing" }, Thing)).rejects.toThrow(z.ZodError);
      await expect(table.getMany([{ pk, sk: "thing" }], Thing)).rejects.toThrow(z.ZodError);
    });
  });
}
