import { type Attributes, classNames, type Lenient, safeAttributes } from "../content.ts";
import { type ControlProps, describedByIds, LabelledControl } from "./form-group.tsx";

export type SelectItem = Lenient<{
  text: string;
  /** The text itself unless given. */
  value?: string | number;
  selected?: boolean;
  disabled?: boolean;
  attributes?: Attributes;
}>;

export type SelectProps = ControlProps &
  Lenient<{ items: readonly (SelectItem | false | null | undefined)[]; value?: string | number }>;

function isSelected(item: SelectItem, value: SelectProps["value"]): boolean {
  if (item.selected !== undefined) return item.selected;
  return value !== undefined && value !== "" && String(item.value ?? item.text) === String(value);
}

export const Select = (props: SelectProps) => {
  const id = props.id ?? props.name;
  return (
    <LabelledControl control={props}>
      <select
        class={classNames("govuk-select", props.classes, props.errorMessage !== undefined && "govuk-select--error")}
        id={id}
        name={props.name}
        disabled={props.disabled}
        aria-describedby={describedByIds(id, props)}
        {...safeAttributes(props.attributes)}
      >
        {props.items.map(
          (item) =>
            item && (
              <option
                value={item.value}
                selected={isSelected(item, props.value)}
                disabled={item.disabled}
                {...safeAttributes(item.attributes)}
              >
                {item.text}
              </option>
            ),
        )}
      </select>
    </LabelledControl>
  );
};
