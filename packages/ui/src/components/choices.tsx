import {
  type Attributes,
  type Child,
  classNames,
  isBlank,
  type Lenient,
  safeAttributes,
  type Text,
  type TextOptions,
  textOptions,
} from "../content.ts";
import { Fieldset, type FieldsetOptions } from "./fieldset.tsx";
import { type ControlProps, describedByIds, FormGroup, HintAndError } from "./form-group.tsx";
import { Label } from "./label.tsx";
import { Hint } from "./messages.tsx";

/** One radio or checkbox, or a divider ("or") between them. */
export type Choice =
  | { readonly divider: string }
  | Lenient<{
      value: string | number;
      content: Child;
      id?: string;
      /** Checkboxes only: a name of its own. */
      name?: string;
      label?: Omit<TextOptions, "content">;
      hint?: Text;
      checked?: boolean;
      disabled?: boolean;
      /** Shown only while the choice is made; always shown without script. */
      conditional?: Child;
      /** Checkboxes only: "exclusive" clears the others. */
      behaviour?: "exclusive";
      attributes?: Attributes;
    }>;

export type ChoicesProps = Omit<ControlProps, "label" | "id" | "disabled"> &
  Lenient<{
    /** Ids are `prefix`, `prefix-2`, `prefix-3`…: the first has no number, so that an error can link to it. */
    idPrefix?: string;
    fieldset?: FieldsetOptions;
    items: readonly (Choice | false | null | undefined | "")[];
  }>;

type Kind = "radio" | "checkbox";
type ItemProps = {
  readonly kind: Kind;
  readonly item: Exclude<Choice, { divider: string }>;
  readonly id: string;
  readonly name: string;
  readonly isChecked: boolean;
  readonly describedBy: string | undefined;
};

const block = (kind: Kind) => (kind === "radio" ? "govuk-radios" : "govuk-checkboxes");

const ChoiceHint = ({ kind, id, hint }: { readonly kind: Kind; readonly id: string; readonly hint: Text }) => {
  const options = textOptions(hint);
  return <Hint id={id} hint={{ ...options, classes: classNames(`${block(kind)}__hint`, options.classes) }} />;
};

const ChoiceItem = ({ kind, item, id, name, isChecked, describedBy }: ItemProps) => {
  const hasHint = item.hint !== undefined;
  const described = [describedBy, hasHint && `${id}-item-hint`].filter(Boolean).join(" ");
  const hasConditional = !isBlank(item.conditional);
  const label = { content: item.content, classes: classNames(`${block(kind)}__label`, item.label?.classes) };
  return (
    <>
      <div class={`${block(kind)}__item`}>
        <input
          class={`${block(kind)}__input`}
          id={id}
          name={name}
          type={kind}
          value={item.value}
          checked={isChecked}
          disabled={item.disabled}
          data-aria-controls={hasConditional ? `conditional-${id}` : undefined}
          data-behaviour={item.behaviour}
          aria-describedby={described || undefined}
          {...safeAttributes(item.attributes)}
        />
        <Label label={{ ...label, attributes: item.label?.attributes }} htmlFor={id} />
        {item.hint !== undefined && <ChoiceHint kind={kind} id={`${id}-item-hint`} hint={item.hint} />}
      </div>
      {hasConditional && (
        <div
          class={classNames(`${block(kind)}__conditional`, !isChecked && `${block(kind)}__conditional--hidden`)}
          id={`conditional-${id}`}
        >
          {item.conditional}
        </div>
      )}
    </>
  );
};

const Choices = (props: ChoicesProps & { readonly kind: Kind; readonly chosen: readonly string[] }) => {
  const { kind, name, fieldset, items, chosen } = props;
  const idPrefix = props.idPrefix ?? name;
  const described = describedByIds(idPrefix, { ...props, describedBy: fieldset?.describedBy ?? props.describedBy });
  // A lone checkbox has no fieldset to carry the hint and the error, so its input does.
  const itemDescribedBy = kind === "checkbox" && fieldset === undefined ? described : undefined;
  const inner = (
    <>
      <HintAndError id={idPrefix} hint={props.hint} errorMessage={props.errorMessage} />
      <div
        class={classNames(block(kind), props.classes)}
        {...safeAttributes(props.attributes)}
        data-module={block(kind)}
      >
        {items.map((item, index) => {
          if (!item) return null;
          if ("divider" in item) return <div class={`${block(kind)}__divider`}>{item.divider}</div>;
          const id = item.id ?? (index === 0 ? idPrefix : `${idPrefix}-${index + 1}`);
          const isChecked = item.checked ?? chosen.includes(String(item.value));
          return (
            <ChoiceItem
              kind={kind}
              item={item}
              id={id}
              name={item.name ?? name}
              isChecked={isChecked}
              describedBy={itemDescribedBy}
            />
          );
        })}
      </div>
    </>
  );
  return (
    <FormGroup formGroup={props.formGroup} hasError={props.errorMessage !== undefined}>
      {fieldset === undefined ? (
        inner
      ) : (
        <Fieldset {...fieldset} describedBy={described}>
          {inner}
        </Fieldset>
      )}
    </FormGroup>
  );
};

export type RadiosProps = ChoicesProps & Lenient<{ value?: string }>;
export type CheckboxesProps = ChoicesProps & Lenient<{ values?: readonly string[] }>;

export const Radios = ({ value, ...props }: RadiosProps) => (
  <Choices {...props} kind="radio" chosen={value === undefined || value === "" ? [] : [value]} />
);

export const Checkboxes = ({ values, ...props }: CheckboxesProps) => (
  <Choices {...props} kind="checkbox" chosen={values ?? []} />
);
