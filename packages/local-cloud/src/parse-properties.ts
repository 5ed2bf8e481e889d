import * as z from "zod";
import type { Resource } from "./contract.ts";
import { Refusal } from "./refusal.ts";

/** Checks a resource's properties down to the last member; throws naming type, resource and the member refused. */
export function parseProperties<T>(
  schema: z.ZodType<T>,
  resource: Pick<Resource, "type" | "logicalId" | "properties">,
) {
  const result = schema.safeParse(resource.properties);
  if (result.success) return result.data;
  const problems = result.error.issues.map((issue) => {
    const members = issue.code === "unrecognized_keys" ? issue.keys : [undefined];
    return members.map((member) => [...issue.path, ...(member === undefined ? [] : [member])].join(".")).join(", ");
  });
  throw new Refusal(
    `${resource.type} ${resource.logicalId}: not supported: ${problems.join(", ")} (${result.error.issues[0]?.message})`,
  );
}

/** CloudFormation writes booleans and numbers as such or, from a parameter, as text. */
export const flag = z.union([z.boolean(), z.enum(["true", "false"]).transform((text) => text === "true")]);
export const count = z.coerce.number().int();
export const tags = z.array(z.looseObject({})).optional();
