import * as z from "zod";
import { formatDay } from "./format.ts";
import { rule } from "./invoice-lines.ts";
import { newPaper } from "./paper.ts";
import { colors, contentWidth, left } from "./sheet.ts";

/** What a certificate of attendance says, or one of learning in one's own time. */
export const CertificateDocument = z.strictObject({
  printedName: z.string().min(1),
  title: z.string().min(1),
  hours: z.number().positive(),
  attendedOn: z.iso.date(),
  issuedOn: z.iso.date(),
  /** Nobody was there to see it: it says so. */
  byOwnAccount: z.boolean().optional(),
  /** "7K2M-9QXA-4F0T" */
  code: z.string(),
  /** Where anybody may check it. */
  checkUrl: z.url(),
});
export type CertificateDocument = z.infer<typeof CertificateDocument>;

const issuer = "The Partnerships Alliance";

/** An A4 certificate, tagged for screen readers. The same certificate gives the same bytes. */
export async function renderCertificatePdf(input: CertificateDocument): Promise<Uint8Array> {
  const { printedName, title, hours, attendedOn, issuedOn, code, checkUrl, byOwnAccount } =
    CertificateDocument.parse(input);
  const heading = byOwnAccount ? "Certificate of learning" : "Certificate of attendance";
  const did = byOwnAccount ? "by their own account watched or read" : "attended";
  const paper = newPaper({
    title: `${heading} ${code}`,
    author: issuer,
    subject: title,
    createdAt: new Date(`${issuedOn}T12:00:00Z`),
  });
  const at = (y: number, size: number, more: { bold?: boolean; color?: string } = {}) => ({
    ...{ x: left, y, width: contentWidth, size, ...more },
  });
  paper.decorate((doc) => doc.rect(0, 0, paper.width, 14).fill(colors.brand));
  let y = paper.write(paper.root, "P", issuer, at(60, 15, { bold: true }));
  y = paper.write(paper.root, "H1", heading, at(y + 60, 30, { bold: true, color: colors.brand }));
  y = paper.write(paper.root, "P", "This is to certify that", at(y + 36, 12, { color: colors.secondary }));
  y = paper.write(paper.root, "P", printedName, at(y + 8, 26, { bold: true }));
  y = paper.write(paper.root, "P", did, at(y + 20, 12, { color: colors.secondary }));
  y = paper.write(paper.root, "P", title, at(y + 8, 19, { bold: true }));
  const counted = hours === 1 ? "1 hour" : `${hours} hours`;
  const what = `on ${formatDay(attendedOn)}: ${counted} of professional development`;
  y = paper.write(paper.root, "P", what, at(y + 14, 13));
  rule(paper, 640, colors.border, 0.8);
  y = paper.write(paper.root, "H2", "Is it genuine?", at(658, 11, { bold: true }));
  y = paper.write(paper.root, "P", `Code ${code}`, at(y + 6, 14, { bold: true, color: colors.brand }));
  y = paper.write(paper.root, "P", `Anybody may check it at ${checkUrl}`, at(y + 4, 10));
  paper.write(paper.root, "P", `Issued on ${formatDay(issuedOn)}.`, at(y + 4, 10, { color: colors.secondary }));
  return paper.bytes();
}
