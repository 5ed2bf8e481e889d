import { type Attributes, type Child, classNames, type Lenient, safeAttributes } from "../content.ts";

export type TableCell = Lenient<{
  content?: Child;
  /** "numeric" sets figures right and in columns. */
  format?: "numeric";
  classes?: string;
  colspan?: number;
  rowspan?: number;
  attributes?: Attributes;
}>;

export type TableProps = Lenient<{
  caption?: string;
  /** "govuk-table__caption--m" unless given. */
  captionClasses?: string;
  head?: readonly TableCell[];
  rows: readonly (readonly TableCell[] | false | null | undefined)[];
  firstCellIsHeader?: boolean;
  /** On a small screen each row becomes a block of "label: value", so that no column hides at the side. */
  stacks?: boolean;
  classes?: string;
  attributes?: Attributes;
}>;

const spans = (cell: TableCell) => ({
  colspan: cell.colspan,
  rowspan: cell.rowspan,
  ...safeAttributes(cell.attributes),
});

interface RowCellProps {
  readonly cell: TableCell;
  readonly isHeader: boolean;
  /** The column's heading, when the table stacks; a stacked table tells its roles, as `display` could hide them. */
  readonly label: Child | false;
}

const RowCell = ({ cell, isHeader, label }: RowCellProps) =>
  isHeader ? (
    <th
      scope="row"
      role={label === false ? undefined : "rowheader"}
      class={classNames("govuk-table__header", cell.classes)}
      {...spans(cell)}
    >
      {cell.content}
    </th>
  ) : (
    <td
      role={label === false ? undefined : "cell"}
      class={classNames("govuk-table__cell", cell.format && `govuk-table__cell--${cell.format}`, cell.classes)}
      data-label={typeof label === "string" && !cell.colspan ? label : undefined}
      {...spans(cell)}
    >
      {cell.content}
    </td>
  );

const Head = ({ head, stacks }: { readonly head: readonly TableCell[]; readonly stacks: boolean }) => (
  <thead class="govuk-table__head" role={stacks ? "rowgroup" : undefined}>
    <tr class="govuk-table__row" role={stacks ? "row" : undefined}>
      {head.map((cell) => (
        <th
          scope="col"
          role={stacks ? "columnheader" : undefined}
          class={classNames("govuk-table__header", cell.format && `govuk-table__header--${cell.format}`, cell.classes)}
          {...spans(cell)}
        >
          {cell.content}
        </th>
      ))}
    </tr>
  </thead>
);

export const Table = ({ stacks = false, ...props }: TableProps) => (
  <table
    class={classNames("govuk-table", stacks && "app-stack", props.classes)}
    role={stacks ? "table" : undefined}
    {...safeAttributes(props.attributes)}
  >
    {props.caption && (
      <caption class={classNames("govuk-table__caption", props.captionClasses)}>{props.caption}</caption>
    )}
    {props.head && <Head head={props.head} stacks={stacks === true} />}
    <tbody class="govuk-table__body" role={stacks ? "rowgroup" : undefined}>
      {props.rows.map(
        (row) =>
          row && (
            <tr class="govuk-table__row" role={stacks ? "row" : undefined}>
              {row.map((cell, index) => (
                <RowCell
                  cell={cell}
                  isHeader={index === 0 && props.firstCellIsHeader === true}
                  label={stacks && (props.head?.[index]?.content ?? "")}
                />
              ))}
            </tr>
          ),
      )}
    </tbody>
  </table>
);

/** Stacks on a small screen; above that, what is still too wide scrolls inside the page, by keyboard too. */
export const ScrollableTable = ({ label, ...props }: TableProps & { readonly label: string }) => (
  <section class="app-scroll" aria-label={label} tabindex={0}>
    <Table {...props} stacks />
  </section>
);
