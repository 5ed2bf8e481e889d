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
  classes?: string;
  attributes?: Attributes;
}>;

const spans = (cell: TableCell) => ({
  colspan: cell.colspan,
  rowspan: cell.rowspan,
  ...safeAttributes(cell.attributes),
});

const RowCell = ({ cell, isHeader }: { readonly cell: TableCell; readonly isHeader: boolean }) =>
  isHeader ? (
    <th scope="row" class={classNames("govuk-table__header", cell.classes)} {...spans(cell)}>
      {cell.content}
    </th>
  ) : (
    <td
      class={classNames("govuk-table__cell", cell.format && `govuk-table__cell--${cell.format}`, cell.classes)}
      {...spans(cell)}
    >
      {cell.content}
    </td>
  );

export const Table = (props: TableProps) => (
  <table class={classNames("govuk-table", props.classes)} {...safeAttributes(props.attributes)}>
    {props.caption && (
      <caption class={classNames("govuk-table__caption", props.captionClasses)}>{props.caption}</caption>
    )}
    {props.head && (
      <thead class="govuk-table__head">
        <tr class="govuk-table__row">
          {props.head.map((cell) => (
            <th
              scope="col"
              class={classNames(
                "govuk-table__header",
                cell.format && `govuk-table__header--${cell.format}`,
                cell.classes,
              )}
              {...spans(cell)}
            >
              {cell.content}
            </th>
          ))}
        </tr>
      </thead>
    )}
    <tbody class="govuk-table__body">
      {props.rows.map(
        (row) =>
          row && (
            <tr class="govuk-table__row">
              {row.map((cell, index) => (
                <RowCell cell={cell} isHeader={index === 0 && props.firstCellIsHeader === true} />
              ))}
            </tr>
          ),
      )}
    </tbody>
  </table>
);

/** Lets a wide table scroll sideways inside the page, by keyboard too, instead of widening the page. */
export const ScrollableTable = ({ label, ...props }: TableProps & { readonly label: string }) => (
  <section class="app-scroll" aria-label={label} tabindex={0}>
    <Table {...props} />
  </section>
);
