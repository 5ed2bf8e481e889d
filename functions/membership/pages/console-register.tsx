import type { PageReply } from "@alliance/http";
import { Button, Details, EmptyState, formatDateTime, Link, SummaryList, Tag } from "@alliance/ui";
import type { RegisterImport } from "../schema/register-import.ts";
import { Paragraph } from "./school-parts.tsx";

export const registerPath = "/console/membership/register";
export const importPath = (importId: string): string => `${registerPath}/imports/${importId}`;

const states: Record<RegisterImport["status"], { readonly text: string; readonly classes: string }> = {
  requested: { text: "Waiting", classes: "govuk-tag--yellow" },
  running: { text: "Being read", classes: "govuk-tag--yellow" },
  imported: { text: "Imported", classes: "govuk-tag--green" },
  refused: { text: "Refused", classes: "govuk-tag--red" },
};

export const ImportTag = ({ status }: Pick<RegisterImport, "status">) => (
  <Tag classes={states[status].classes}>{states[status].text}</Tag>
);

export const number = (value: number): string => value.toLocaleString("en-GB");

export function countsOf({ counts }: RegisterImport): string | undefined {
  if (counts === undefined) return undefined;
  const { rows, added, changed, unchanged, kept, trusts, joined, left } = counts;
  const told = `${number(rows)} rows: ${number(added)} new, ${number(changed)} changed, ${number(unchanged)} as before`;
  const stay = kept > 0 ? `; ${number(kept)} known from earlier files stay` : "";
  if (trusts === undefined) return `${told}${stay}`;
  return `${told}${stay}. ${number(trusts)} trusts: ${number(joined ?? 0)} schools joined one, ${number(left ?? 0)} left`;
}

export const refusalOf = ({ error }: RegisterImport): string | undefined =>
  error && (error.line > 0 ? `Line ${error.line}, ${error.column}: ${error.reason}` : error.reason);

const ImportCard = ({ item }: { readonly item: RegisterImport }) => {
  const counts = countsOf(item);
  const refusal = refusalOf(item);
  return (
    <SummaryList
      card={{
        title: formatDateTime(item.requestedAt),
        actions: { items: [{ href: importPath(item.importId), content: "Look at it" }] },
      }}
      rows={[
        { key: "State", value: <ImportTag status={item.status} /> },
        item.status === "running" && { key: "So far", value: `${number(item.rowsRead ?? 0)} rows read` },
        counts !== undefined && { key: "Read", value: counts },
        item.counts && { key: "Links", value: number(item.counts.links) },
        refusal !== undefined && { key: "Why", value: refusal },
      ]}
    />
  );
};

/** The national register: the last imports, and how to bring in a new file. */
export const registerPage = (imports: readonly RegisterImport[]): PageReply => ({
  title: "National register",
  section: "Register",
  ...(imports.some(({ status }) => status === "requested" || status === "running") ? { refreshSeconds: 3 } : {}),
  body: (
    <>
      <h1 class="govuk-heading-l">National register</h1>
      <Paragraph>
        Schools are found as the last file of{" "}
        <Link href="https://get-information-schools.service.gov.uk/Downloads">Get Information About Schools</Link> says.
        A broken file is refused whole, and the register stays as it was.
      </Paragraph>
      <Button href={`${registerPath}/upload`}>Upload new files</Button>
      <Details summary="Other ways to bring in a file">
        <ul class="govuk-list govuk-list--bullet">
          <li>
            Every night the newest file in the bucket under <code>register/nightly/</code> is imported by itself.
          </li>
          <li>
            Developers run <code>pnpm import:gias establishments.csv links.csv groups.csv</code>, or use the API.
          </li>
        </ul>
      </Details>
      <Paragraph>
        What a file says of organisations that we know waits for a decision under{" "}
        <Link href="/console/membership/register/reviews">changes to decide</Link>.
      </Paragraph>
      <h2 class="govuk-heading-m">Last imports</h2>
      {imports.length === 0 ? (
        <EmptyState title="No file was imported yet">Until then nobody can find a school to join for.</EmptyState>
      ) : (
        imports.map((item) => <ImportCard item={item} />)
      )}
    </>
  ),
});
