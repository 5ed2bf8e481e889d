import {
  type Attributes,
  type Child,
  classNames,
  type Lenient,
  safeAttributes,
  type Text,
  textOptions,
} from "../content.ts";
import { safeHref } from "../href.ts";
import { Tag } from "./messages.tsx";

export type Task = Lenient<{
  title: Text;
  /** Without it the task cannot be started yet. */
  href?: string;
  hint?: Text;
  /** "Completed" as plain text; a tag only where somebody has to act. */
  status: Lenient<{ content?: Child; tag?: Text; classes?: string }>;
  classes?: string;
}>;

export type TaskListProps = Lenient<{
  items: readonly (Task | false | null | undefined)[];
  idPrefix?: string;
  classes?: string;
  attributes?: Attributes;
}>;

const StatusTag = ({ tag }: { readonly tag: Text }) => {
  const { content, classes, attributes } = textOptions(tag);
  return (
    <Tag classes={classes} attributes={attributes}>
      {content}
    </Tag>
  );
};

const TaskItem = ({ task, id }: { readonly task: Task; readonly id: string }) => {
  const title = textOptions(task.title);
  const describedBy = task.hint === undefined ? `${id}-status` : `${id}-hint ${id}-status`;
  return (
    <li class={classNames("govuk-task-list__item", task.href && "govuk-task-list__item--with-link", task.classes)}>
      <div class="govuk-task-list__name-and-hint">
        {task.href ? (
          <a
            class={classNames("govuk-link govuk-task-list__link", title.classes)}
            href={safeHref(task.href)}
            aria-describedby={describedBy}
          >
            {title.content}
          </a>
        ) : (
          <div class={title.classes}>{title.content}</div>
        )}
        {task.hint !== undefined && (
          <div id={`${id}-hint`} class="govuk-task-list__hint">
            {textOptions(task.hint).content}
          </div>
        )}
      </div>
      <div class={classNames("govuk-task-list__status", task.status.classes)} id={`${id}-status`}>
        {task.status.tag === undefined ? task.status.content : <StatusTag tag={task.status.tag} />}
      </div>
    </li>
  );
};

/** Work done over several visits: shown at the start and at every return. */
export const TaskList = (props: TaskListProps) => (
  <ul class={classNames("govuk-task-list", props.classes)} {...safeAttributes(props.attributes)}>
    {props.items.map(
      (task, index) => task && <TaskItem task={task} id={`${props.idPrefix ?? "task-list"}-${index + 1}`} />,
    )}
  </ul>
);
