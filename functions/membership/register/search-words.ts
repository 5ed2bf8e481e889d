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

const compact = (text: string): string => text.toUpperCase().replace(/\s+/g, "");
const outwardCode = /^[A-Z]{1,2}\d[A-Z\d]?$/;
const fullPostcode = /^[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}$/;

/** Whether a postcode is what somebody typed: whole, its first half, or its first half and a digit; spaces or none. */
export function postcodeMatcher(typed: string): ((postcode: string) => boolean) | undefined {
  const code = compact(typed);
  if (fullPostcode.test(code)) return (postcode) => compact(postcode) === code;
  if (outwardCode.test(code) && !/\s\d$/.test(typed.trim()))
    return (postcode) => compact(postcode).slice(0, -3) === code;
  const sector = /^([A-Z]{1,2}\d[A-Z\d]?)\s+(\d[A-Z]?)$/.exec(typed.trim().toUpperCase());
  if (sector === null) return undefined;
  const [outward, start] = [sector[1] ?? "", sector[2] ?? ""];
  return (postcode) => compact(postcode).slice(0, -3) === outward && compact(postcode).slice(-3).startsWith(start);
}
