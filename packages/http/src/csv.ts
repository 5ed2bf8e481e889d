/** Text, or a number that a spreadsheet may add up; nothing where there is nothing. */
export type CsvCell = string | number | undefined;

/** What a spreadsheet would take for a formula, told as text instead. */
const asText = (text: string): string => (/^\s*[=+\-@\t\r]/.test(text) ? `'${text}` : text);

function cell(value: CsvCell): string {
  if (value === undefined) return "";
  if (typeof value === "number") return String(value);
  return `"${asText(value).replaceAll('"', '""')}"`;
}

/** Rows as a file that spreadsheets open as it is meant: UTF-8 with its mark, CRLF, and no formula of anybody's. */
export const csvText = (rows: readonly (readonly CsvCell[])[]): string =>
  `\uFEFF${rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("")}`;

/** The same as a download; the name is made of plain letters and digits. */
export const csvReply = (fileName: string, rows: readonly (readonly CsvCell[])[]): Response =>
  new Response(csvText(rows), {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="${fileName.replace(/[^\w.-]+/g, "-")}"`,
    },
  });
