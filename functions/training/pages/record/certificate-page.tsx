import { dateInWords } from "@alliance/core";
import type { PageReply } from "@alliance/http";
import {
  Button,
  Field,
  Form,
  type FormState,
  InsetText,
  Link,
  LondonDate,
  SummaryList,
  Tag,
  WarningText,
} from "@alliance/ui";
import { type Certificate, codeInWords, isByOwnAccount } from "../../schema/certificate.ts";
import { hoursInWords } from "./record-page.tsx";
import { certificatePath, certificatesPath } from "./record-paths.ts";

/** Nobody finds a certificate who was not given its code. */
const quiet = { "x-robots-tag": "noindex, nofollow, noarchive", "referrer-policy": "strict-origin" };

/** Where a stranger types the code of a certificate. */
export function checkPage(form: FormState & { readonly isUnknown?: boolean }): PageReply {
  const errors = form.errors ?? [];
  return {
    title: "Check a certificate",
    section: "Training",
    headers: quiet,
    errors,
    body: (
      <>
        <h1 class="govuk-heading-l">Check a certificate</h1>
        <p class="govuk-body">Every certificate that we issue bears a code. Type it to see what it stands for.</p>
        <Form action={certificatesPath}>
          <Field
            kind="input"
            name="code"
            form={form}
            label="Code of the certificate"
            hint="Twelve letters and digits, such as 7K2M-9QXA-4F0T"
            classes="govuk-input--width-20"
            autocomplete="off"
            spellcheck={false}
          />
          <Button>Check it</Button>
        </Form>
      </>
    ),
  };
}

const State = ({ status }: Pick<Certificate, "status">) =>
  status === "valid" ? <Tag classes="govuk-tag--green">Valid</Tag> : <Tag classes="govuk-tag--red">Withdrawn</Tag>;

/** What a certificate stands for, for whoever has its code. */
export function certificatePage(certificate: Certificate): PageReply {
  const { code, status, title, hours, attendedOn, printedName, issuedAt, changedAt } = certificate;
  const isValid = status === "valid";
  const isOwn = isByOwnAccount(certificate);
  return {
    title: `Certificate ${codeInWords(code)}`,
    section: "Training",
    headers: quiet,
    backLink: { href: certificatesPath, text: "Check another certificate" },
    body: (
      <>
        <span class="govuk-caption-l">{isOwn ? "Certificate of learning" : "Certificate of attendance"}</span>
        <h1 class="govuk-heading-l">{isValid ? "This certificate is valid" : "This certificate was withdrawn"}</h1>
        {!isValid && (
          <WarningText>
            It does not count any more: we found that the attendance was recorded wrongly. If you have it on paper, it
            is out of date.
          </WarningText>
        )}
        <SummaryList
          rows={[
            { key: "Standing", value: <State status={status} /> },
            { key: "Name, as printed", value: printedName ?? "Removed at the person's own wish" },
            { key: isOwn ? "Watched or read, by their own account" : "Attended", value: title },
            { key: "Day", value: dateInWords(attendedOn) },
            { key: "Counts for", value: hoursInWords(hours) },
            { key: "Issued", value: <LondonDate value={issuedAt} /> },
            changedAt !== undefined && {
              key: isValid ? "Withdrawn by mistake, valid again since" : "Withdrawn",
              value: <LondonDate value={changedAt} />,
            },
            { key: "Code", value: codeInWords(code) },
          ]}
        />
        {isValid && printedName !== undefined && (
          <p class="govuk-body">
            <Link href={`${certificatePath(code)}/certificate.pdf`}>Certificate to print (PDF)</Link>
          </p>
        )}
        <InsetText>Compare the name and the day with the certificate in front of you: they must be the same.</InsetText>
      </>
    ),
  };
}
