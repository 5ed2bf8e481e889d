import type { Key, Put } from "@alliance/store";
import type { Series } from "../schema/series.ts";

export const seriesKey = (seriesId: string): Key => ({ pk: `series#${seriesId}`, sk: "series" });

export const seriesPut = (series: Series, version: number): Put => ({
  key: seriesKey(series.seriesId),
  entity: "training.series",
  version,
  data: series,
});
