import { londonDateOf, Problem } from "@alliance/core";
import { renderCertificatePdf } from "@alliance/documents";
import { routesFor } from "@alliance/http";
import { codeInWords, isByOwnAccount } from "./schema/certificate.ts";
import type { TrainingServices } from "./services.ts";
import { readCertificate } from "./use-cases/read-certificate.ts";

const { raw } = routesFor<TrainingServices>();

/** A function of its own: what draws paper weighs more than the pages. */
export const certificatePdfRoutes = [
  raw({
    method: "GET",
    path: "/training/certificates/:code/certificate.pdf",
    access: "public",
    summary: "A certificate of attendance as PDF, for whoever has its code",
    handle: async ({ ctx, params: { code: typed = "" }, services: { publicOrigin } }) => {
      const certificate = await readCertificate(ctx, typed);
      const { code, status, printedName, title, hours, attendedOn, issuedAt } = certificate;
      if (status !== "valid" || printedName === undefined) {
        throw new Problem("gone", "This certificate is not issued any more. Its page says what became of it.");
      }
      const checkUrl = `${publicOrigin}/training/certificates/${code}`;
      const shown = { printedName, title, hours, attendedOn, issuedOn: londonDateOf(issuedAt) };
      const byOwnAccount = isByOwnAccount(certificate);
      const pdf = await renderCertificatePdf({ ...shown, byOwnAccount, code: codeInWords(code), checkUrl });
      return new Response(Uint8Array.from(pdf), {
        headers: {
          "content-type": "application/pdf",
          "content-disposition": `inline; filename="certificate-${code}.pdf"`,
          "x-robots-tag": "noindex, nofollow, noarchive",
          "referrer-policy": "strict-origin",
        },
      });
    },
  }),
];
