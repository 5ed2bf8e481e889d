import type { FieldError } from "@alliance/core";
import type { UploadForm } from "@alliance/files";
import type { PageReply } from "@alliance/http";
import { Button, Details, FileUpload, Form, Link, Tag } from "@alliance/ui";
import type { RegisterFileName } from "../register/first-look.ts";
import type { UploadedFile, UploadState } from "../use-cases/import-upload.ts";
import { registerPath } from "./console-register.tsx";
import { Paragraph } from "./school-parts.tsx";

export const uploadPath = (importId: string): string => `${registerPath}/upload/${importId}`;

interface FileWords {
  readonly title: string;
  readonly what: string;
  readonly called: string;
}

const words: Readonly<Record<RegisterFileName, FileWords>> = {
  establishments: {
    title: "1. Establishments",
    what: "Every school with its name, address, phase and size. This one is needed.",
    called: "On the download page it is “Establishment fields CSV”, named edubasealldata and the day.",
  },
  links: {
    title: "2. Establishment links",
    what: "Which school came after which. Without it, successors and mergers stay as they were.",
    called: "On the download page it is “Establishment links CSV”, named links_edubasealldata and the day.",
  },
  groups: {
    title: "3. Trusts",
    what: "Which trust each school is in, and since when. Without it, trusts stay as they were.",
    called: "On the download page it is “Academy trust membership”, in the groups’ files.",
  },
};

const sizeOf = (bytes: number): string =>
  bytes < 1_000_000 ? `${Math.ceil(bytes / 1_000).toLocaleString("en-GB")} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`;

const StateTag = ({ file }: { readonly file: UploadedFile | undefined }) => {
  if (file === undefined) return <Tag classes="govuk-tag--grey">Not uploaded</Tag>;
  if (file.problem) return <Tag classes="govuk-tag--red">Cannot be used</Tag>;
  return <Tag classes="govuk-tag--green">Uploaded, {sizeOf(file.sizeBytes)}</Tag>;
};

interface OneFile {
  readonly name: RegisterFileName;
  readonly form: UploadForm;
  readonly file: UploadedFile | undefined;
  readonly error: string | undefined;
}

/** The file's field comes last: what stands behind it the bucket does not read. */
const OneFile = ({ name, form, file, error }: OneFile) => (
  <>
    <h2 class="govuk-heading-m">{words[name].title}</h2>
    <Paragraph>
      {words[name].what}
      <br />
      <StateTag file={file} />
    </Paragraph>
    <Form hasFiles action={form.action} hidden={form.fields}>
      <FileUpload
        id={name}
        name="file"
        label={file ? `Another ${name} file instead` : `Choose the ${name} file`}
        hint={words[name].called}
        errorMessage={error}
        attributes={{ accept: ".csv,text/csv" }}
      />
      <Button classes="govuk-button--secondary">Upload the {name} file</Button>
    </Form>
  </>
);

export interface UploadPageProps {
  readonly state: UploadState;
  readonly forms: Readonly<Record<RegisterFileName, UploadForm>>;
  /** Which one has just come in. */
  readonly arrived?: RegisterFileName | undefined;
  readonly errors?: readonly FieldError[];
}

/** The three files, each by a form of its own straight into the bucket, and what starts their import. */
export function uploadPage({ state, forms, arrived, errors = [] }: UploadPageProps): PageReply {
  const names = Object.keys(forms) as RegisterFileName[];
  const fileOf = (name: RegisterFileName) => state.files.find((file) => file.name === name);
  const isGood = arrived !== undefined && fileOf(arrived)?.problem === undefined && fileOf(arrived) !== undefined;
  return {
    title: "Upload the national register",
    section: "Register",
    backLink: { href: registerPath, text: "National register" },
    formActions: [...new Set(names.map((name) => new URL(forms[name].action).origin))],
    ...(isGood ? { notice: `The ${arrived} file is uploaded. Nothing is imported yet.` } : {}),
    errors,
    body: (
      <>
        <h1 class="govuk-heading-l">Upload the national register</h1>
        <Paragraph>
          Download the files as CSV from{" "}
          <Link href="https://get-information-schools.service.gov.uk/Downloads">Get Information About Schools</Link>.
          They come in a ZIP file: unzip it first. Upload one after the other, then import them together.
        </Paragraph>
        <Details summary="How long it takes, and what to do when it fails">
          <ul class="govuk-list govuk-list--bullet">
            <li>
              The establishments file has about 60 MB: some seconds to some minutes. Your browser shows how far it is;
              this page comes back by itself.
            </li>
            <li>
              If a page of code says <code>EntityTooLarge</code>, the file has more than 250 MB and is another one. Go
              back and choose again.
            </li>
            <li>
              If it says <code>Policy expired</code>, this page was open for more than an hour. Go back, reload the
              page, and choose again.
            </li>
          </ul>
        </Details>
        {names.map((name) => (
          <OneFile
            name={name}
            form={forms[name]}
            file={fileOf(name)}
            error={errors.find(({ field }) => field === name)?.message}
          />
        ))}
        <h2 class="govuk-heading-m">4. Import</h2>
        <Paragraph>
          Every row is checked before anything changes. If one is wrong, the files are refused whole and the register
          stays as it is.
        </Paragraph>
        <Form action={uploadPath(state.importId)}>
          <Button preventDoubleClick>Import these files</Button>
        </Form>
      </>
    ),
  };
}
