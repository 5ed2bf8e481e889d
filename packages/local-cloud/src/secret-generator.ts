import { randomInt } from "node:crypto";

const CLASSES = {
  lower: "abcdefghijklmnopqrstuvwxyz",
  upper: "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
  numbers: "0123456789",
  punctuation: "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~",
} as const;

/** CloudFormation's `GenerateSecretString`. */
export interface GenerateSecretString {
  readonly PasswordLength?: number;
  readonly ExcludeCharacters?: string;
  readonly ExcludeLowercase?: boolean;
  readonly ExcludeUppercase?: boolean;
  readonly ExcludeNumbers?: boolean;
  readonly ExcludePunctuation?: boolean;
  readonly IncludeSpace?: boolean;
  readonly RequireEachIncludedType?: boolean;
  readonly SecretStringTemplate?: string;
  readonly GenerateStringKey?: string;
}

/** A random secret; within `SecretStringTemplate` when that is given, under `GenerateStringKey`. */
export function generateSecret(rules: GenerateSecretString): string {
  const password = generatePassword(rules);
  if (rules.SecretStringTemplate === undefined) return password;
  if (rules.GenerateStringKey === undefined)
    throw new Error("GenerateStringKey is missing beside SecretStringTemplate.");
  const template = JSON.parse(rules.SecretStringTemplate) as Record<string, unknown>;
  return JSON.stringify({ ...template, [rules.GenerateStringKey]: password });
}

function generatePassword(rules: GenerateSecretString): string {
  const length = rules.PasswordLength ?? 32;
  const allowed = (characters: string) => [...characters].filter((c) => !(rules.ExcludeCharacters ?? "").includes(c));
  const classes = [
    rules.ExcludeLowercase ? [] : allowed(CLASSES.lower),
    rules.ExcludeUppercase ? [] : allowed(CLASSES.upper),
    rules.ExcludeNumbers ? [] : allowed(CLASSES.numbers),
    rules.ExcludePunctuation ? [] : allowed(CLASSES.punctuation),
    rules.IncludeSpace ? [" "] : [],
  ].filter((characters) => characters.length > 0);
  const pool = classes.flat();
  if (pool.length === 0) throw new Error("GenerateSecretString excludes every character.");
  const required = (rules.RequireEachIncludedType ?? true) ? classes.map(pick) : [];
  const rest = Array.from({ length: Math.max(0, length - required.length) }, () => pick(pool));
  return shuffle([...required, ...rest])
    .slice(0, length)
    .join("");
}

function pick(characters: readonly string[]): string {
  return characters[randomInt(characters.length)] ?? "";
}

function shuffle(characters: string[]): string[] {
  for (let index = characters.length - 1; index > 0; index -= 1) {
    const other = randomInt(index + 1);
    [characters[index], characters[other]] = [characters[other] ?? "", characters[index] ?? ""];
  }
  return characters;
}
