import { type Child, classNames, type Lenient } from "../content.ts";
import { safeHref } from "../href.ts";

export type FormProps = Lenient<{
  children: Child;
  /** This page's own address unless given. */
  action?: string;
  method?: "post" | "get";
  /** Sends `multipart/form-data`, for files. */
  hasFiles?: boolean;
  /** Sent along unseen: a version, a step. Never trusted by the server. */
  hidden?: Readonly<Record<string, string | number | undefined>>;
  classes?: string;
}>;

/** Checked by the server on submit, never by the browser on the way (`novalidate`). */
export const Form = (props: FormProps) => (
  <form
    method={props.method ?? "post"}
    action={props.action === undefined ? undefined : safeHref(props.action)}
    enctype={props.hasFiles ? "multipart/form-data" : undefined}
    class={classNames(props.classes) || undefined}
    novalidate
  >
    {Object.entries(props.hidden ?? {}).map(
      ([name, value]) => value !== undefined && <input type="hidden" name={name} value={value} />,
    )}
    {props.children}
  </form>
);
