import * as cell from "./cells.ts";
import type { EstablishmentLink } from "./establishment.ts";
import { linksShape } from "./file-shapes.ts";
import { readCsv } from "./read-csv.ts";

/** Who followed whom, by the register's links file. Throws RegisterFileError at the first thing that is wrong. */
export async function readLinks(bytes: AsyncIterable<Uint8Array>): Promise<EstablishmentLink[]> {
  const links: EstablishmentLink[] = [];
  for await (const row of readCsv(bytes, linksShape)) {
    const linkName = cell.text(row, "LinkName");
    const on = cell.date(row, "LinkEstablishedDate");
    links.push({
      urn: cell.urn(row, "URN"),
      linkUrn: cell.urn(row, "LinkURN"),
      ...(linkName ? { linkName } : {}),
      type: cell.required(row, "LinkType"),
      ...(on ? { on } : {}),
    });
  }
  return links;
}
