import { expect, test } from "vitest";
import { csvReply, csvText } from "./csv.ts";

test("begins with the mark of UTF-8, quotes text, leaves numbers alone, and ends lines as the standard says", () => {
  expect(
    csvText([
      ["Name", "Hours"],
      ['Zoë "Zo" Łukasz, Year 6', 1.25],
      ["two\nlines", undefined],
    ]),
  ).toBe('\uFEFF"Name","Hours"\r\n"Zoë ""Zo"" Łukasz, Year 6",1.25\r\n"two\nlines",\r\n');
});

test.each(["=1+1", "+44 20", "-5", "@SUM(A1)", "\t=1", "  =cmd|' /C calc'!A0", "\r=1"])(
  "%j is text to a spreadsheet, and no formula",
  (text) => {
    expect(csvText([[text]])).toBe(`\uFEFF"'${text}"\r\n`);
  },
);

test("a name of a file is no way out of its header", async () => {
  const reply = csvReply('a"; b\r\nc/ä.csv', [["x"]]);
  expect(reply.headers.get("content-disposition")).toBe('attachment; filename="a-b-c-.csv"');
  expect(new Uint8Array(await reply.arrayBuffer()).slice(0, 3)).toEqual(new Uint8Array([0xef, 0xbb, 0xbf]));
});
