import { SearchText } from "@alliance/http";
import * as z from "zod";
import { formats, kinds, phases, regions, subjects } from "./topics.ts";

const optional = <Choices extends readonly [string, ...string[]]>(choices: Choices) =>
  z.union([z.enum(choices), z.literal("").transform(() => undefined)]).optional();

/** What the address of the catalogue asks for; an empty field asks for nothing. */
export const CatalogueQuery = z.object({
  q: SearchText.max(100).default(""),
  subject: optional(subjects),
  phase: optional(phases),
  format: optional(formats),
  region: optional(regions),
  kind: optional(kinds),
  from: z.union([z.iso.date(), z.literal("").transform(() => undefined)]).optional(),
});
