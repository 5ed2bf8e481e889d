const phrases: readonly (readonly [RegExp, string])[] = [
  [/\bchurch of england\b|\bc of e\b|\bc\.? ?e\.?\b|\bcofe\b/g, "ce"],
  [/\broman catholic\b|\brc\b/g, "catholic"],
  [/\bsaints?\b|\bss\b/g, "st"],
  [/&/g, " and "],
];

/** Said in every name, so they tell nothing apart. */
const filler = new Set(["the", "of", "and", "at", "in", "school", "a"]);

/** "St. Mary's CofE", "Saint Marys C of E" and "st mary’s church of england" become the same words. */
export function wordsOf(text: string): string[] {
  const plain = text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/['’‘`´]/g, "");
  const joined = phrases.reduce((name, [phrase, short]) => name.replace(phrase, short), plain);
  const words = joined.split(/[^a-z0-9]+/).filter(Boolean);
  const telling = words.filter((word) => !filler.has(word));
  return telling.length > 0 ? telling : words;
}

/** "w10 5ef" → "W105EF" */
export const compactPostcode = (text: string): string => text.toUpperCase().replace(/\s+/g, "");
const outwardCode = /^[A-Z]{1,2}\d[A-Z\d]?$/;
const fullPostcode = /^[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}$/;

/**
 * Whether a compact postcode is what somebody typed: the whole, its first half, or its first half and the beginning
 * of the second; with or without spaces.
 */
export function postcodeMatcher(typed: string): ((compact: string) => boolean) | undefined {
  const code = compactPostcode(typed);
  if (fullPostcode.test(code)) return (compact) => compact === code;
  const [, outward = "", start = ""] = /^([A-Z]{1,2}\d[A-Z\d]?)\s+(\d[A-Z]?)$/.exec(typed.trim().toUpperCase()) ?? [];
  if (outward !== "") return (compact) => compact.slice(0, -3) === outward && compact.slice(-3).startsWith(start);
  return outwardCode.test(code) ? (compact) => compact.slice(0, -3) === code : undefined;
}
