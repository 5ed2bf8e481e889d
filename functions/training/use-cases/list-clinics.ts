import { authorise } from "@alliance/auth";
import type { Ctx } from "@alliance/store";
import { expertName, namesOf } from "../clinics/read-clinics.ts";
import { allClinics, openClinics } from "../keys/clinic.ts";
import { Clinic } from "../schema/clinic.ts";

export interface ListedClinic {
  readonly clinic: Clinic;
  readonly expertName: string;
}

/** Clinics that take requests, by title: at most a hundred. For anyone. */
export async function browseClinics(ctx: Ctx): Promise<readonly ListedClinic[]> {
  const { items } = await ctx.table.query({ ...openClinics, limit: 100 }, Clinic);
  return withNames(
    ctx,
    items.map(({ data }) => data),
  );
}

/** All clinics, the latest hundred first. For the alliance's own people. */
export async function listClinics(ctx: Ctx): Promise<readonly ListedClinic[]> {
  authorise(ctx.actor, "training.read-any");
  const { items } = await ctx.table.query({ ...allClinics, limit: 100 }, Clinic);
  return withNames(
    ctx,
    items.map(({ data }) => data),
  );
}

async function withNames(ctx: Ctx, clinics: readonly Clinic[]): Promise<readonly ListedClinic[]> {
  const names = await namesOf(
    ctx,
    clinics.map(({ expert }) => expert),
  );
  return clinics.map((clinic) => ({ clinic, expertName: expertName(names, clinic) }));
}
