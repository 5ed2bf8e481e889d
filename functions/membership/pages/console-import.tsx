import type { PageReply } from "@alliance/http";
import { Button, formatDateTime, InsetText, Link, Progress, SummaryList } from "@alliance/ui";
import type { ImportProgress } from "../use-cases/import-upload.ts";
import { countsOf, ImportTag, number, refusalOf, registerPath } from "./console-register.tsx";
import { Paragraph } from "./school-parts.tsx";

/** A file may have more schools than the one before: the bar must not stand full while rows are read. */
function labelOf({ item, schoolsBefore }: ImportProgress): string {
  if (item.status === "requested") return "Waiting for its turn";
  const about = schoolsBefore ? ` of about ${number(schoolsBefore)}` : "";
  return `${number(item.rowsRead ?? 0)}${about} schools read`;
}

const UnderWay = (progress: ImportProgress) => {
  const { rowsRead } = progress.item;
  const known = progress.schoolsBefore !== undefined && rowsRead !== undefined;
  return (
    <>
      <Progress
        id="read"
        label={labelOf(progress)}
        {...(known ? { value: rowsRead, max: Math.max(progress.schoolsBefore ?? 0, rowsRead + 1) } : {})}
      />
      <Paragraph>
        This page looks again every few seconds. You can leave it: the import goes on, and the register’s page shows how
        it ended.
      </Paragraph>
    </>
  );
};

const Refused = ({ item }: Pick<ImportProgress, "item">) => (
  <>
    <InsetText>{refusalOf(item)}</InsetText>
    <Paragraph>
      The files were refused whole and the register is as it was before. Usually a download was cut off, or the file was
      saved by a spreadsheet: download it again and upload it without opening it. If the line is wrong in a fresh
      download too, tell the service that publishes the register, and wait for the next day’s file.
    </Paragraph>
    <Button href={`${registerPath}/upload`}>Upload other files</Button>
  </>
);

const Imported = ({ item }: Pick<ImportProgress, "item">) => (
  <>
    <SummaryList
      rows={[
        { key: "Schools", value: countsOf(item) },
        { key: "Links", value: number(item.counts?.links ?? 0) },
        item.finishedAt !== undefined && { key: "Finished", value: formatDateTime(item.finishedAt) },
      ]}
    />
    <Paragraph>
      Searches use it from now on. What it says of organisations that we know waits under{" "}
      <Link href={`${registerPath}/reviews`}>changes to decide</Link>.
    </Paragraph>
  </>
);

/** One import from its request to its end. */
export function importPage(progress: ImportProgress): PageReply {
  const { item } = progress;
  const isUnderWay = item.status === "requested" || item.status === "running";
  return {
    title: "Import of the register",
    section: "Register",
    backLink: { href: registerPath, text: "National register" },
    ...(isUnderWay ? { refreshSeconds: 2 } : {}),
    body: (
      <>
        <h1 class="govuk-heading-l">Import of {formatDateTime(item.requestedAt)}</h1>
        <Paragraph>
          <ImportTag status={item.status} />
        </Paragraph>
        {isUnderWay && <UnderWay {...progress} />}
        {item.status === "refused" && <Refused item={item} />}
        {item.status === "imported" && <Imported item={item} />}
      </>
    ),
  };
}
