import { Button, Details, Field, Form, Link } from "@alliance/ui";
import { formatNames, kindNames, phaseNames, regions, subjectNames } from "../../schema/topics.ts";
import type { Wanted } from "../../use-cases/browse-sessions.ts";

const choices = (all: string, names: Readonly<Record<string, string>>) => [
  { text: all, value: "" },
  ...Object.entries(names).map(([value, text]) => ({ value, text })),
];

const selects = [
  ["subject", "Subject", choices("All subjects", subjectNames)],
  ["phase", "Phase", choices("All phases", phaseNames)],
  ["format", "Where", choices("In person and online", { "in-person": "In person", online: "Online" })],
  ["region", "Region", choices("All regions", Object.fromEntries(regions.map((region) => [region, region])))],
  ["kind", "Kind", choices("All kinds", kindNames)],
] as const;

/** The first days of this month and of those after it, to begin from. */
function months(today: string): { text: string; value: string }[] {
  const [year = 0, month = 0] = today.split("-").map(Number);
  const names = "January February March April May June July August September October November December".split(" ");
  return Array.from({ length: 12 }, (_, at) => {
    const index = month - 1 + at + 1;
    const [inYear, inMonth] = [year + Math.floor(index / 12), index % 12];
    return {
      text: `From ${names[inMonth]} ${inYear}`,
      value: `${inYear}-${String(inMonth + 1).padStart(2, "0")}-01`,
    };
  });
}

/** Folded away until somebody uses them: on a phone the list comes first. */
export const Filters = ({ wanted, today }: { readonly wanted: Wanted; readonly today: string }) => {
  const { q = "", ...chosen } = wanted;
  const form = {
    values: { q, ...Object.fromEntries(Object.entries(chosen).filter(([, value]) => value)) } as Record<string, string>,
  };
  const isFiltered = Object.values(chosen).some((value) => value !== undefined);
  return (
    <Form method="get" action="/training" classes="app-filters">
      <Field
        kind="input"
        name="q"
        form={form}
        label="Search training"
        type="search"
        classes="govuk-input--width-20"
        autocomplete="off"
      />
      <Details summary="Narrow it down" open={isFiltered}>
        <div class="app-filters__fields">
          {selects.map(([name, label, items]) => (
            <Field kind="select" name={name} form={form} label={label} items={items} />
          ))}
          <Field
            kind="select"
            name="from"
            form={form}
            label="When"
            items={[{ text: "Any time", value: "" }, ...months(today)]}
          />
        </div>
      </Details>
      <Button classes="govuk-button--secondary">Search</Button>
      {(isFiltered || q !== "") && (
        <p class="govuk-body">
          <Link href="/training">Show everything</Link>
        </p>
      )}
    </Form>
  );
};

/** For people who print: what the list was narrowed to. */
export const inWords = ({ q, subject, phase, format, region, kind }: Wanted): string =>
  [
    q ? `“${q}”` : undefined,
    subject && subjectNames[subject],
    phase && phaseNames[phase],
    format && formatNames[format],
    region,
    kind && kindNames[kind],
  ]
    .filter(Boolean)
    .join(", ");
