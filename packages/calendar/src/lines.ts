/** Text as a value: separators escaped, line ends as the two letters that stand for them, other control characters gone. */
export const textValue = (text: string): string =>
  text
    .replaceAll("\\", "\\\\")
    .replaceAll(";", "\\;")
    .replaceAll(",", "\\,")
    .replaceAll(/\r\n|\r|\n/g, "\\n")
    .replaceAll(/\p{Cc}/gu, "");

const most = 75;

/** A line of at most 75 octets, and what is longer on lines that begin with a space; no letter is torn apart. */
export function foldedLine(line: string): string {
  const lines: string[] = [];
  let current = "";
  let octets = 0;
  for (const letter of line) {
    const size = Buffer.byteLength(letter);
    if (octets + size > most) {
      lines.push(current);
      [current, octets] = [" ", 1];
    }
    current += letter;
    octets += size;
  }
  return [...lines, current].join("\r\n");
}
