import { classNames, type Lenient, safeAttributes } from "../content.ts";
import { type ControlProps, describedByIds, LabelledControl } from "./form-group.tsx";

export type FileUploadProps = ControlProps &
  Lenient<{
    multiple?: boolean;
    /** Adds the drop zone where script runs; the plain file control stays without it. */
    hasDropZone?: boolean;
    wrapper?: Lenient<{ classes?: string; attributes?: ControlProps["attributes"] }>;
  }>;

/** Needs a form of type `multipart/form-data`. A chosen file can never be kept after an error: say so in the hint. */
export const FileUpload = (props: FileUploadProps) => {
  const id = props.id ?? props.name;
  const input = (
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
  );
  return (
    <LabelledControl control={props}>
      {props.hasDropZone ? (
        <div
          class={classNames("govuk-file-upload-wrapper", props.wrapper?.classes)}
          data-module="govuk-file-upload"
          {...safeAttributes(props.wrapper?.attributes)}
        >
          {input}
        </div>
      ) : (
        input
      )}
    </LabelledControl>
  );
};
