import { expect, test } from "vitest";
import { paperTypeOf } from "./file-type.ts";

const bytes = (...parts: (number | string)[]) =>
  Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part, "latin1") : Buffer.from([part]))));

test.each([
  ["application/pdf", bytes("%PDF-1.7\n")],
  ["image/png", bytes(0x89, "PNG\r\n", 0x1a, "\n")],
  ["image/jpeg", bytes(0xff, 0xd8, 0xff, 0xe0)],
])("%s is known by its first bytes", (type, content) => {
  expect(paperTypeOf(content)).toBe(type);
});

test.each([
  ["nothing", bytes("")],
  ["a page", bytes("<!doctype html><script>")],
  ["a program", bytes("MZ\x90")],
  ["an archive", bytes("PK\x03\x04")],
  ["a drawing with a script", bytes("<svg onload=alert(1)>")],
  ["a PDF that begins later", bytes(" %PDF-1.7")],
  ["half a PNG", bytes(0x89, "PN")],
])("%s is refused", (_, content) => {
  expect(paperTypeOf(content)).toBeUndefined();
});
