import { classNames, type Lenient, safeAttributes } from "../content.ts";
import { type ControlProps, describedByIds, LabelledControl } from "./form-group.tsx";

export type FileUploadProps = ControlProps &
  Lenient<{
    multiple?: boolean;
  }>;

/**
 * The plain control of the browser: the kit's drop zone names its button in a way that voice control cannot follow.
 * Needs a form of type `multipart/form-data`. A chosen file can never be kept after an error: say so in the hint.
 */
export const FileUpload = (props: FileUploadProps) => {
  const id = props.id ?? props.name;
  return (
    <LabelledControl control={props}>
      <input
        class={classNames(
          "govuk-file-upload",
          props.classes,
          props.errorMessage !== undefined && "govuk-file-upload--error",
        )}
        id={id}
        name={props.name}
        type="file"
        disabled={props.disabled}
        multiple={props.multiple}
        aria-describedby={describedByIds(id, props)}
        {...safeAttributes(props.attributes)}
      />
    </LabelledControl>
  );
};
