import { idOf, isProblem } from "@alliance/core";
import { redirect, routesFor } from "@alliance/http";
import type { Ctx } from "@alliance/store";
import * as z from "zod";
import { uploadKeys } from "../register/files.ts";
import { maxFileBytes, type RegisterFileName, registerFileNames } from "../register/first-look.ts";
import type { UploadServices } from "../services.ts";
import { importUpload, readImportProgress, readUploadState } from "../use-cases/import-upload.ts";
import { importPage } from "./console-import.tsx";
import { importPath } from "./console-register.tsx";
import { type UploadPageProps, uploadPage, uploadPath } from "./console-upload.tsx";

const { page } = routesFor<UploadServices>();
const params = z.strictObject({ importId: idOf("imp") });

function formsFor({ uploads, publicOrigin }: UploadServices, importId: string): UploadPageProps["forms"] {
  const keys = uploadKeys(importId);
  const formFor = (name: RegisterFileName) =>
    uploads.form({ key: keys[name], maxBytes: maxFileBytes, redirectTo: `${publicOrigin}${uploadPath(importId)}` });
  return { establishments: formFor("establishments"), links: formFor("links"), groups: formFor("groups") };
}

async function show(ctx: Ctx, services: UploadServices, importId: string, more: Partial<UploadPageProps> = {}) {
  const state = await readUploadState(ctx, services.uploads, importId);
  // Files that come now would not be read any more.
  if (state.isRequested) return redirect(importPath(importId));
  const errors = more.errors ?? state.files.flatMap(({ name, problem }) => wrong(name, problem));
  return uploadPage({ state, forms: formsFor(services, importId), ...more, errors });
}

const wrong = (name: RegisterFileName, problem: string | undefined) =>
  problem ? [{ field: name, message: `The ${name} file ${problem}` }] : [];

/** The register's files by the browser, and how far their import is. */
export const uploadConsoleRoutes = [
  page({
    method: "GET",
    path: "/console/membership/register/upload",
    access: "register.import",
    handle: async ({ ctx }) => redirect(uploadPath(ctx.ids.next("imp"))),
  }),
  page({
    method: "GET",
    path: "/console/membership/register/upload/:importId",
    access: "register.import",
    params,
    // The bucket adds which file came.
    query: z.object({ key: z.string().max(200).optional() }),
    handle: async ({ ctx, services, params: { importId }, query: { key } }) => {
      const keys = uploadKeys(importId);
      const arrived = registerFileNames.find((name) => keys[name] === key);
      return show(ctx, services, importId, arrived ? { arrived } : {});
    },
  }),
  page({
    method: "POST",
    path: "/console/membership/register/upload/:importId",
    access: "register.import",
    params,
    handle: async ({ ctx, services, params: { importId } }) => {
      try {
        await importUpload(ctx, services.uploads, importId);
      } catch (error) {
        if (!isProblem(error, "invalid-input")) throw error;
        const state = await readUploadState(ctx, services.uploads, importId);
        const field = state.files.find(({ problem }) => problem)?.name ?? "establishments";
        return show(ctx, services, importId, { errors: [{ field, message: error.message }] });
      }
      return redirect(importPath(importId));
    },
  }),
  page({
    method: "GET",
    path: "/console/membership/register/imports/:importId",
    access: "register.import",
    params,
    handle: async ({ ctx, params: { importId } }) => importPage(await readImportProgress(ctx, importId)),
  }),
];
