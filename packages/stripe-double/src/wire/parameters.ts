import type { RawParts, RawValue } from "./form.ts";
import { invalidRequest } from "./refusals.ts";

/** What a parameter may be. An endpoint lists all it takes; anything else is refused by name, as Stripe does. */
type Spec =
  | { readonly kind: "text"; readonly max?: number; readonly unset?: true; readonly required?: true }
  | { readonly kind: "integer"; readonly min?: number; readonly max?: number; readonly required?: true }
  | { readonly kind: "one-of"; readonly values: readonly string[]; readonly required?: true }
  | { readonly kind: "metadata"; readonly required?: true }
  | { readonly kind: "hash"; readonly fields: Fields; readonly required?: true }
  | { readonly kind: "list"; readonly of: Spec; readonly max: number; readonly required?: true };
export type Fields = Readonly<Record<string, Spec>>;

type Value<S> = S extends { kind: "text"; unset: true }
  ? string | null
  : S extends { kind: "text" }
    ? string
    : S extends { kind: "integer" }
      ? number
      : S extends { kind: "one-of"; values: readonly (infer V)[] }
        ? V
        : S extends { kind: "metadata" }
          ? Record<string, string>
          : S extends { kind: "hash"; fields: infer F }
            ? Parameters<F>
            : S extends { kind: "list"; of: infer O }
              ? Value<O>[]
              : never;
type RequiredNames<F> = { [K in keyof F]: F[K] extends { required: true } ? K : never }[keyof F];

/** The TypeScript type of an endpoint's checked parameters. */
export type Parameters<F> = { [K in RequiredNames<F>]: Value<F[K]> } & {
  [K in Exclude<keyof F, RequiredNames<F>>]?: Value<F[K]>;
};

/** Checks every parameter against its spec, or throws Stripe's own refusal naming the first that is wrong. */
export function readParameters<const F extends Fields>(fields: F, raw: RawParts): Parameters<F> {
  return readHash(fields, raw, "") as Parameters<F>;
}

function readHash(fields: Fields, raw: RawParts, prefix: string): Record<string, unknown> {
  const nameOf = (name: string) => (prefix === "" ? name : `${prefix}[${name}]`);
  for (const name of Object.keys(raw)) {
    if (!Object.hasOwn(fields, name)) {
      const message = `Received unknown parameter: ${nameOf(name)} (not a parameter of this endpoint, or not one that the double implements)`;
      throw invalidRequest(message, "parameter_unknown", nameOf(name));
    }
  }
  const read: Record<string, unknown> = {};
  for (const [name, spec] of Object.entries(fields)) {
    const value = raw[name];
    if (value !== undefined) read[name] = readValue(spec, value, nameOf(name));
    else if (spec.required)
      throw invalidRequest(`Missing required param: ${nameOf(name)}.`, "parameter_missing", nameOf(name));
  }
  return read;
}

function readValue(spec: Spec, value: RawValue, name: string): unknown {
  if (spec.kind === "hash" || spec.kind === "list" || spec.kind === "metadata") {
    if (typeof value === "string")
      throw invalidRequest(`Invalid ${spec.kind === "list" ? "array" : "object"}`, "parameter_invalid_hash", name);
    if (spec.kind === "hash") return readHash(spec.fields, value, name);
    return spec.kind === "list" ? readList(spec.of, spec.max, value, name) : readMetadata(value, name);
  }
  if (typeof value !== "string") throw invalidRequest("Invalid string", "parameter_invalid_string", name);
  if (spec.kind === "integer") return readInteger(spec, value, name);
  if (spec.kind === "one-of") {
    if (spec.values.includes(value)) return value;
    throw invalidRequest(`Invalid ${name}: must be one of ${spec.values.join(", ")}`, undefined, name);
  }
  return readText(spec, value, name);
}

function readText(spec: Extract<Spec, { kind: "text" }>, value: string, name: string): string | null {
  if (value === "") {
    if (spec.unset) return null;
    throw invalidRequest(
      `You passed an empty string for '${name}', which cannot be unset.`,
      "parameter_invalid_empty",
      name,
    );
  }
  const max = spec.max ?? 5_000;
  if (value.length > max) {
    throw invalidRequest(`Invalid string: must be at most ${max} characters`, "parameter_invalid_string", name);
  }
  return value;
}

function readInteger(spec: Extract<Spec, { kind: "integer" }>, value: string, name: string): number {
  const number = /^-?\d{1,15}$/.test(value) ? Number(value) : Number.NaN;
  if (Number.isNaN(number) || number < (spec.min ?? -1e15) || number > (spec.max ?? 1e15)) {
    throw invalidRequest(`Invalid integer: ${value.slice(0, 40)}`, "parameter_invalid_integer", name);
  }
  return number;
}

function readList(of: Spec, max: number, value: RawParts, name: string): unknown[] {
  const names = Object.keys(value);
  if (names.length > max)
    throw invalidRequest(`Array too long: at most ${max} entries`, "parameter_invalid_array", name);
  if (names.some((index) => !/^\d{1,4}$/.test(index)))
    throw invalidRequest("Invalid array", "parameter_invalid_array", name);
  const inOrder = names.sort((a, b) => Number(a) - Number(b));
  return inOrder.map((index) => readValue(of, value[index] ?? "", `${name}[${index}]`));
}

function readMetadata(value: RawParts, name: string): Record<string, string> {
  const entries = Object.entries(value);
  if (entries.length > 50) throw invalidRequest("Metadata can have up to 50 keys.", "metadata_too_many_keys", name);
  return Object.fromEntries(
    entries.map(([key, text]) => {
      if (typeof text !== "string" || key.length > 40 || text.length > 500) {
        throw invalidRequest(
          "A metadata key has up to 40 characters and a value up to 500.",
          "metadata_invalid",
          `${name}[${key}]`,
        );
      }
      return [key, text];
    }),
  );
}
