import { idOf } from "@alliance/core";
import { routesFor } from "@alliance/http";
import * as z from "zod";
import { ImportReply, importReply } from "./replies.ts";
import type { Services } from "./services.ts";
import { openRegisterUpload, readRegisterImport, requestRegisterImport } from "./use-cases/request-register-import.ts";

const { api } = routesFor<Services>();

const UploadReply = z.strictObject({ importId: idOf("imp"), establishments: z.url(), links: z.url(), groups: z.url() });

/** The register's own API, for whoever keeps it. */
export const registerRoutes = [
  api({
    method: "POST",
    path: "/api/membership/register-uploads",
    summary: "Addresses to PUT the register's files to, good for an hour",
    access: "register.import",
    body: z.strictObject({}),
    reply: {
      status: 201,
      description: "Where the files go; the links and the groups file are optional",
      schema: UploadReply,
    },
    handle: async ({ ctx, services }) => openRegisterUpload(ctx, services.files),
  }),
  api({
    method: "POST",
    path: "/api/membership/register-imports",
    summary: "Read the files that were uploaded; asked again, it says how far that is",
    access: "register.import",
    body: z.strictObject({ importId: idOf("imp") }),
    idempotent: true,
    reply: { status: 202, description: "The import as it stands", schema: ImportReply },
    handle: async ({ ctx, body }) => importReply(await requestRegisterImport(ctx, body.importId)),
  }),
  api({
    method: "GET",
    path: "/api/membership/register-imports/:importId",
    summary: "How far an import is, what it counted, or why the file was refused",
    access: "register.import",
    params: z.strictObject({ importId: idOf("imp") }),
    reply: { status: 200, description: "The import", schema: ImportReply },
    handle: async ({ ctx, params }) => importReply(await readRegisterImport(ctx, params.importId)),
  }),
];
