import { expect, test } from "vitest";
import { type CertificateDocument, renderCertificatePdf } from "./certificate-pdf.ts";

const sample = (changes: Partial<CertificateDocument> = {}): CertificateDocument => ({
  ...{ printedName: "Zoë Łukasz-Ó Briain", title: "Evaluating a partnership", hours: 3, attendedOn: "2027-03-18" },
  ...{ issuedOn: "2027-03-18", code: "7K2M-9QXA-4F0T" },
  checkUrl: "https://alliance.example/training/certificates/7K2M9QXA4F0T",
  ...changes,
});

test("the same certificate gives the same bytes, and another name others", async () => {
  const [one, two, other, own] = await Promise.all([
    renderCertificatePdf(sample()),
    renderCertificatePdf(sample()),
    renderCertificatePdf(sample({ printedName: "Somebody else" })),
    renderCertificatePdf(sample({ byOwnAccount: true })),
  ]);
  expect(Buffer.from(own).equals(Buffer.from(one))).toBe(false);
  expect(Buffer.from(one).equals(Buffer.from(two))).toBe(true);
  expect(Buffer.from(one).equals(Buffer.from(other))).toBe(false);
  expect(Buffer.from(one).subarray(0, 5).toString()).toBe("%PDF-");
});

test("the longest name and title stay on one page", async () => {
  const long = await renderCertificatePdf(
    sample({ printedName: "Anne-Marie ".repeat(18), title: "Partnership ".repeat(10) }),
  );
  expect(
    Buffer.from(long)
      .toString("latin1")
      .match(/\/Type \/Page\b/g),
  ).toHaveLength(1);
});

test("a certificate without a name, or of no hours, is refused", async () => {
  await expect(renderCertificatePdf(sample({ printedName: "" }))).rejects.toThrow();
  await expect(renderCertificatePdf(sample({ hours: 0 }))).rejects.toThrow();
});
