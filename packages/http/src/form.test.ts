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
