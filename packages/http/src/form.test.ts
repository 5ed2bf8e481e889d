import { expect, it } from "vitest";
import * as z from "zod";
import { parseForm, readValues } from "./form.ts";

it("reads a name that comes several times as a list, and line ends as they were typed", () => {
  expect(readValues("a=1&b=x%0D%0Ay&a=2&a=3")).toEqual({ a: ["1", "2", "3"], b: "x\ny" });
});

it("refuses fields we do not know, however they are named", () => {
  for (const name of ["other", "__proto__", "constructor", "toString"]) {
    const values = readValues(`job=head&${name}=1&${name}=2`);
    expect(Object.keys(values), name).toContain(name);
    expect(parseForm(z.strictObject({ job: z.string() }), values), name).toMatchObject({ ok: false });
  }
  expect(Object.keys({})).toEqual([]);
});

it("says in plain words what a schema has no words for, and leaves it its own", () => {
  const schema = z.strictObject({ note: z.string().max(5), job: z.enum(["head"]), name: z.string().max(2, "Shorter") });
  const form = parseForm(schema, { note: "a long one", job: "king", name: "Ada" });
  const errors = Object.fromEntries((form.ok ? [] : form.errors).map(({ field, message }) => [field, message]));
  expect(errors).toEqual({ note: "Use at most 5 characters", job: "Choose one of the answers", name: "Shorter" });
});
