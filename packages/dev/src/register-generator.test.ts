import { readEstablishments } from "@alliance/membership/register/read-establishments";
import { beforeAll, describe, expect, it } from "vitest";
import { firstGeneratedUrn, generateRegister } from "./register-generator.ts";

async function* inOnePiece(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}

const rows = 600;

describe("a generated register", () => {
  let file: Uint8Array;
  let schools: Awaited<ReturnType<typeof readEstablishments>>;
  beforeAll(async () => {
    file = generateRegister({ rows, seed: 7 });
    schools = await readEstablishments(inOnePiece(file));
  });

  it("is read without an error, every row of it, by the platform's own reader", () => {
    expect(schools).toHaveLength(rows);
    expect(schools[0]?.urn).toBe(String(firstGeneratedUrn));
    expect(new Set(schools.map(({ urn }) => urn)).size).toBe(rows);
  });

  it("is windows-1252 with apostrophes and accents that are hard to find", () => {
    expect(file.includes(0x92)).toBe(true);
    expect(file.includes(0xeb)).toBe(true);
    expect(schools.some(({ name }) => name.includes("’"))).toBe(true);
    expect(schools.some(({ name }) => /[àâçéèëï]/.test(name))).toBe(true);
  });

  it("covers every region, status, many types and phases", () => {
    const kinds = (of: (school: (typeof schools)[number]) => string | undefined) => new Set(schools.map(of)).size;
    expect(kinds(({ region }) => region)).toBe(9);
    expect(kinds(({ status }) => status)).toBe(3);
    expect(schools.some(({ proposedToClose }) => proposedToClose)).toBe(true);
    expect(kinds(({ type }) => type)).toBe(9);
    expect(kinds(({ phase }) => phase)).toBe(6);
  });

  it("is the same for the same seed and another for another", () => {
    expect(Buffer.from(generateRegister({ rows, seed: 7 })).equals(file)).toBe(true);
    expect(Buffer.from(generateRegister({ rows, seed: 8 })).equals(file)).toBe(false);
  });
});
