import { authorise } from "@alliance/auth";
import type { Ctx, Pattern } from "@alliance/store";
import { expertName, namesOf } from "../clinics/read-clinics.ts";
import { allClinics, openClinics } from "../keys/clinic.ts";
import { Clinic } from "../schema/clinic.ts";

export interface ListedClinic {
  readonly clinic: Clinic;
  readonly expertName: string;
}

export interface ClinicsPage {
  readonly clinics: readonly ListedClinic[];
  readonly cursor?: string;
}

interface PageOf {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** Clinics that take requests, by title. For anyone. */
export const browseClinics = (ctx: Ctx, page: PageOf): Promise<ClinicsPage> => pageOf(ctx, openClinics, page);

/** All clinics, the latest first. For the alliance's own people. */
export async function listClinics(ctx: Ctx, page: PageOf): Promise<ClinicsPage> {
  authorise(ctx.actor, "training.read-any");
  return pageOf(ctx, allClinics, page);
}

async function pageOf(ctx: Ctx, list: Omit<Pattern, "limit">, { limit, cursor: from }: PageOf): Promise<ClinicsPage> {
  const { items, cursor } = await ctx.table.query({ ...list, limit, ...(from ? { cursor: from } : {}) }, Clinic);
  const names = await namesOf(
    ctx,
    items.map(({ data }) => data.expert),
  );
  const clinics = items.map(({ data: clinic }) => ({ clinic, expertName: expertName(names, clinic) }));
  return { clinics, ...(cursor ? { cursor } : {}) };
}
