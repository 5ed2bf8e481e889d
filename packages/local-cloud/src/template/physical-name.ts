import { createHash } from "node:crypto";

export interface PhysicalNameOptions {
  readonly lowerCase?: boolean;
  readonly maxLength?: number;
}

/** The name of a resource that the template leaves unnamed: the same at each start, so that its state is found again. */
export function physicalName(
  draft: { readonly stack: string; readonly logicalId: string },
  { lowerCase = false, maxLength = 64 }: PhysicalNameOptions = {},
): string {
  const whole = `${draft.stack}-${draft.logicalId}`;
  const name = lowerCase ? whole.toLowerCase() : whole;
  if (name.length <= maxLength) {
    return name;
  }
  const hash = createHash("sha256").update(whole).digest("hex").slice(0, 8);
  return `${name.slice(0, maxLength - 9)}-${hash}`;
}
