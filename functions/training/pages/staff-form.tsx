import type { PageReply } from "@alliance/http";
import { Button, Field, Form, type FormState, legend } from "@alliance/ui";
import type { Child } from "hono/jsx";
import { subjectNames } from "../schema/topics.ts";

/** A number of few digits, as it is typed. */
export const number = { classes: "govuk-input--width-4", inputmode: "numeric" } as const;

interface WayThereProps {
  readonly form: FormState;
  /** Who sees how to get in, and when. */
  readonly hint: string;
}

/** Where a venue is, and how one gets in, which is not for everybody to read. */
export const WayThere = ({ form, hint }: WayThereProps) => (
  <>
    <Field kind="textarea" name="venueAddress" form={form} label="Address" hint="A line for each part" rows={3} />
    <Field kind="input" name="venuePostcode" form={form} label="Postcode" classes="govuk-input--width-10" />
    <Field kind="textarea" name="venueInstructions" form={form} label="How to get in" hint={hint} rows={2} />
  </>
);

interface WordsProps {
  readonly form: FormState;
  /** Of what is said at length. */
  readonly rows: number;
  readonly hint?: string;
}

/** What members read of anything that is in a catalogue. */
export const Words = ({ form, rows, hint = "An empty line begins a paragraph" }: WordsProps) => (
  <>
    <Field kind="input" name="title" form={form} label="Title" />
    <Field kind="textarea" name="summary" form={form} label="What it is about, in a sentence" rows={2} />
    <Field kind="textarea" name="description" form={form} label="More about it" hint={hint} rows={rows} />
  </>
);

interface SubjectsProps {
  readonly form: FormState;
  readonly question?: string;
  readonly hint?: string;
}

export const Subjects = ({ form, question = "What is it about?", hint }: SubjectsProps) => (
  <Field
    kind="checkboxes"
    name="subjects"
    form={form}
    fieldset={legend(question)}
    hint={hint}
    classes="govuk-checkboxes--small"
    items={Object.entries(subjectNames).map(([value, content]) => ({ value, content }))}
  />
);

interface Of {
  readonly what: "session" | "clinic" | "recording";
  readonly backLink: { readonly href: string; readonly text: string };
  readonly children: Child;
}

/** What staff make begins as a draft. */
export const newPage = ({ what, backLink, children }: Of, form: FormState & { readonly once: string }): PageReply => ({
  title: `A new ${what}`,
  section: "Training",
  backLink,
  errors: form.errors,
  body: (
    <>
      <h1 class="govuk-heading-l">A new {what}</h1>
      <Form hidden={{ onceKey: form.once }}>
        {children}
        <Button>Save as a draft</Button>
      </Form>
    </>
  ),
});

interface Changing extends Of {
  /** What stays as it is whatever is changed. */
  readonly stays?: Child;
  /** The version that the next press is based on. */
  readonly basedOn: number;
  /** Somebody changed it meanwhile; what was typed is kept, and the next press is based on what is there now. */
  readonly overtaken: boolean;
}

export function changePage(
  { what, backLink, stays, basedOn, overtaken, children }: Changing,
  form: FormState,
): PageReply {
  const title = `Change ${backLink.text}`;
  const message = `Somebody changed this ${what} while you worked on it. What you typed is kept: look again, then save`;
  return {
    title,
    section: "Training",
    backLink,
    ...(overtaken ? { status: 409, errors: [{ field: "title", message }] } : { errors: form.errors }),
    body: (
      <>
        <h1 class="govuk-heading-l">{title}</h1>
        {stays}
        <Form hidden={{ basedOn }}>
          {children}
          <Button>Save</Button>
        </Form>
      </>
    ),
  };
}
