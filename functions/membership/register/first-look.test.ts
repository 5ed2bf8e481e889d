import { expect, test } from "vitest";
import { firstLookBytes, problemOf, type RegisterFileName } from "./first-look.ts";
import { establishmentsFile, groupsFile, linksFile, sampleGroups, sampleLinks, sampleRows } from "./sample-file.ts";

const look = (file: RegisterFileName, whole: Uint8Array | string) => {
  const bytes = Buffer.from(whole as string, "latin1");
  return problemOf(file, { bytes: bytes.subarray(0, firstLookBytes), sizeBytes: bytes.length });
};
const bytesOf = (file: Uint8Array): string => Buffer.from(file).toString("latin1");
const files = {
  establishments: bytesOf(establishmentsFile(sampleRows)),
  links: bytesOf(linksFile(sampleLinks)),
  groups: bytesOf(groupsFile(sampleGroups)),
};

test("the three files are taken for what they are, a byte order mark or not", () => {
  expect(look("establishments", files.establishments)).toBeUndefined();
  expect(look("links", files.links)).toBeUndefined();
  expect(look("groups", files.groups)).toBeUndefined();
  expect(look("links", `ï»¿${files.links}`)).toBeUndefined();
});

test("a file in the place of another is refused by its name", () => {
  expect(look("establishments", files.links)).toBe("is the links file, not the establishments file.");
  expect(look("links", files.groups)).toBe("is the groups file, not the links file.");
});

test.each([
  ["nothing", "", "is empty"],
  ["a ZIP", "PK\x03\x04\x14\x00", "Unzip it"],
  ["a PDF", "%PDF-1.7\n", "is not a CSV file"],
  ["a picture", "\x89PNG\r\n\x1a\n\x00\x00", "is not a CSV file"],
  ["Unicode text", "\xff\xfeU\x00R\x00", "CSV UTF-8"],
  ["another table", "Name,Town\r\nA,B\r\n", "has no column “URN”"],
])("%s is refused with what to do", (_, file, words) => {
  expect(look("establishments", file)).toContain(words);
});

test("a header longer than the first look is left to the import", () => {
  expect(look("establishments", `${"A,".repeat(firstLookBytes)}\r\n`)).toBeUndefined();
});
