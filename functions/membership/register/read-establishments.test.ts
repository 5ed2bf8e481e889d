import { expect, test } from "vitest";
import { RegisterFileError } from "./cells.ts";
import { readEstablishments } from "./read-establishments.ts";
import { readLinks } from "./read-links.ts";
import { establishmentsFile, linksFile, registerColumns, sampleLinks, sampleRows } from "./sample-file.ts";

async function* inPieces(bytes: Uint8Array, size = 61): AsyncIterable<Uint8Array> {
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

const read = (bytes: Uint8Array) => readEstablishments(inPieces(bytes));
const bytesOf = (text: string): Uint8Array => Buffer.from(text, "latin1");
const fileAs = (change: (file: string) => string): Uint8Array =>
  bytesOf(change(Buffer.from(establishmentsFile(sampleRows)).toString("latin1")));

const width = registerColumns.length;
const littleEndian = Buffer.from(Buffer.from(establishmentsFile(sampleRows)).toString("latin1"), "utf16le");
const bigEndian = Buffer.from(littleEndian).swap16();
const utf16Files = [
  ["UTF-16 as a spreadsheet saves it", Buffer.concat([Buffer.from([0xff, 0xfe]), littleEndian])],
  ["UTF-16 the other way round", Buffer.concat([Buffer.from([0xfe, 0xff]), bigEndian])],
  ["UTF-16 without a byte order mark", littleEndian],
  ["UTF-16 the other way round without one", bigEndian],
] as const;

const refusalOf = async (reading: Promise<unknown>) => {
  const error = await reading.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(RegisterFileError);
  const { line, column, message } = error as RegisterFileError;
  return { line, column, reason: message };
};

test("reads windows-1252: the byte 0x92 is an apostrophe and 0xE0 an à", async () => {
  const file = establishmentsFile(sampleRows);
  expect(file.includes(0x92)).toBe(true);
  const names = (await read(file)).map(({ name }) => name);
  expect(names[1]).toBe("St Mary’s Church of England Primary School");
  expect(names[2]).toBe("Saint Thomas à Becket Catholic Academy");
});

test("reads UTF-8 when a byte order mark says so", async () => {
  const header = "URN,EstablishmentName,TypeOfEstablishment (name),EstablishmentStatus (code),OpenDate,CloseDate";
  const row = "900002,St Mary’s,Community school,1,,,Primary,Abbey Lane,Whitby,YO21 3AB";
  const text = `${header},PhaseOfEducation (name),Street,Town,Postcode\n${row}\n`;
  const rows = await read(Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(text)]));
  expect(rows[0]?.name).toBe("St Mary’s");
});

test("reads both ways to write a date, and the placeholder as no date", async () => {
  const rows = await read(establishmentsFile(sampleRows));
  expect(rows[3]).toMatchObject({ status: "closed", closedOn: "2019-08-31" });
  expect(rows[3]).not.toHaveProperty("openedOn");
  expect(rows[4]).toMatchObject({ status: "proposed", openedOn: "2027-09-01" });
});

test("takes a school that is proposed to close as open, and an empty number as not known", async () => {
  const [, , academy] = await read(establishmentsFile(sampleRows));
  expect(academy).toMatchObject({ status: "open", proposedToClose: true });
  expect(academy).not.toHaveProperty("pupils");
});

test("never takes over a head teacher's name", async () => {
  const rows = [{ ...sampleRows[0], HeadFirstName: "Zebediah", HeadLastName: "Quillfeather" }] as typeof sampleRows;
  expect(JSON.stringify(await read(establishmentsFile(rows)))).not.toMatch(/Zebediah|Quillfeather/);
});

test("tolerates new columns and columns in another order", async () => {
  const columns = ["Brand new column", ...registerColumns.toReversed()];
  expect(await read(establishmentsFile(sampleRows, columns))).toEqual(await read(establishmentsFile(sampleRows)));
});

test("finds rows that are cut anywhere into pieces", async () => {
  const file = establishmentsFile(sampleRows);
  for (const size of [1, 2, 7, 100_000]) {
    expect(await readEstablishments(inPieces(file, size))).toHaveLength(5);
  }
});

test.each([
  ["an empty file", bytesOf(""), { line: 1, column: "URN", reason: "is missing: the file is empty" }],
  [
    "a picture",
    bytesOf("\x89PNG\r\n\x1a\n\0\0"),
    { line: 1, column: "URN", reason: 'is missing from the header, which begins with "?PNG"' },
  ],
  [
    "a file without a needed column",
    establishmentsFile(sampleRows, registerColumns.toSpliced(registerColumns.indexOf("Postcode"), 1)),
    { line: 1, column: "Postcode", reason: 'is missing from the header, which begins with "URN"' },
  ],
  ["a header alone", establishmentsFile([]), { line: 2, column: "URN", reason: "has no row below the header" }],
  [
    "a URN that is none",
    fileAs((file) => file.replace('"900002"', '"9002"')),
    { line: 3, column: "URN", reason: "is not a number of six digits" },
  ],
  [
    "the same URN twice",
    fileAs((file) => file.replace('"900004"', '"900001"')),
    { line: 5, column: "URN", reason: "is on line 2 already" },
  ],
  [
    "a day that does not exist",
    fileAs((file) => file.replace("31/08/2019", "31/06/2019")),
    { line: 5, column: "CloseDate", reason: "is not a date as DD-MM-YYYY" },
  ],
  [
    "a number that is none",
    fileAs((file) => file.replace('"210"', '"many"')),
    { line: 2, column: "NumberOfPupils", reason: "is not a whole number" },
  ],
  [
    "an unknown status",
    establishmentsFile([{ URN: "900001", EstablishmentName: "A", "EstablishmentStatus (code)": "9" }]),
    { line: 2, column: "EstablishmentStatus (code)", reason: "is not one of 1, 2, 3 and 4" },
  ],
  [
    "a school without a name",
    establishmentsFile([{ URN: "900001" }]),
    { line: 2, column: "EstablishmentName", reason: "is empty" },
  ],
  [
    "a name that never ends",
    establishmentsFile([{ URN: "900001", EstablishmentName: "x".repeat(201) }]),
    { line: 2, column: "EstablishmentName", reason: "is longer than 200 characters" },
  ],
  [
    "a row with a cell too few",
    fileAs((file) => file.replace('"900003",', "")),
    { line: 4, column: "the row", reason: `the row has ${width - 1} cells, the header has ${width}` },
  ],
  [
    "a quotation mark that is not closed",
    fileAs((file) => `${file}"900006`),
    {
      line: 7,
      column: "URN",
      reason: `the file ends within quotation marks, in cell 1 of ${width}: it was cut off, or one is missing`,
    },
  ],
  [
    "a file that was cut off between two cells",
    fileAs((file) => file.slice(0, file.indexOf('"900005"') + '"900005",'.length)),
    { line: 6, column: "the row", reason: `the last row has 2 of ${width} cells: the file was cut off here` },
  ],
  [
    "a row with a cell too many, at the end",
    fileAs((file) => file.replace(/\r\n$/, ',"one more"\r\n')),
    { line: 6, column: "the row", reason: `the row has ${width + 1} cells, the header has ${width}` },
  ],
  [
    "a row too short before one that is worse",
    fileAs((file) => file.replace('"900003",', "").replace('"900004"', '"900004"x')),
    { line: 4, column: "the row", reason: `the row has ${width - 1} cells, the header has ${width}` },
  ],
])("refuses %s with line and column", async (_, file, refusal) => {
  expect(await refusalOf(read(file))).toEqual(refusal);
});

test.each(utf16Files)("refuses %s by the name of its encoding", async (_, file) => {
  const reason = "the file is in UTF-16 (Unicode text): save it again as CSV or as CSV UTF-8";
  expect(await refusalOf(read(file))).toEqual({ line: 0, column: "", reason });
});

test("reads links, with their dates where they are known", async () => {
  const more = [...sampleLinks, ["900001", "900004", "Old Quay Junior School", "Predecessor", "01-01-1900"]];
  expect(await readLinks(inPieces(linksFile(more)))).toEqual([
    { urn: "900004", linkUrn: "900001", linkName: "Harbour View Primary School", type: "Successor", on: "2019-09-01" },
    { urn: "900001", linkUrn: "900004", linkName: "Old Quay Junior School", type: "Predecessor" },
  ]);
});

test("refuses a links file that is another file", async () => {
  expect(await refusalOf(readLinks(inPieces(establishmentsFile(sampleRows))))).toMatchObject({
    line: 1,
    column: "LinkURN",
  });
});

test.each([
  [
    "a byte of no character",
    fileAs((file) => file.replace("Harbour View", "Harbour\x81View")),
    "has a byte that is not text",
  ],
  ["a NUL", fileAs((file) => file.replace("Harbour View", "Harbour\0View")), "has a byte that is not text"],
  [
    "windows-1252 behind a byte order mark of UTF-8",
    bytesOf(`\xef\xbb\xbf${Buffer.from(establishmentsFile(sampleRows)).toString("latin1")}`),
    "has a byte that is not text",
  ],
  [
    "UTF-8 without the byte order mark",
    Buffer.from(new TextDecoder("windows-1252").decode(establishmentsFile(sampleRows))),
    "is UTF-8 in a file without the byte order mark that says so",
  ],
])("refuses %s rather than spoil a school's name", async (_, file, reason) => {
  expect(await refusalOf(read(file))).toMatchObject({ line: expect.any(Number), column: "EstablishmentName", reason });
});
