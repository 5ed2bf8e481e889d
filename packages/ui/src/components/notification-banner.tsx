import { type Attributes, type Child, classNames, type Lenient, safeAttributes } from "../content.ts";

export type NotificationBannerProps = Lenient<{
  /** A plain text becomes the banner's heading. */
  children?: Child;
  /** "success" is announced at once; anything else is a region of the page. */
  type?: string;
  title?: Child;
  titleId?: string;
  titleHeadingLevel?: number;
  role?: string;
  disableAutoFocus?: boolean;
  classes?: string;
  attributes?: Attributes;
}>;

export const NotificationBanner = (props: NotificationBannerProps) => {
  const isSuccess = props.type === "success";
  const titleId = props.titleId ?? "govuk-notification-banner-title";
  const Heading = `h${props.titleHeadingLevel ?? 2}` as "h2";
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: the role is alert or region, and both take a label
    <div
      class={classNames("govuk-notification-banner", isSuccess && "govuk-notification-banner--success", props.classes)}
      role={props.role ?? (isSuccess ? "alert" : "region")}
      aria-labelledby={titleId}
      data-module="govuk-notification-banner"
      data-disable-auto-focus={props.disableAutoFocus}
      {...safeAttributes(props.attributes)}
    >
      <div class="govuk-notification-banner__header">
        <Heading class="govuk-notification-banner__title" id={titleId}>
          {props.title ?? (isSuccess ? "Success" : "Important")}
        </Heading>
      </div>
      <div class="govuk-notification-banner__content">
        {typeof props.children === "string" ? (
          <p class="govuk-notification-banner__heading">{props.children}</p>
        ) : (
          props.children
        )}
      </div>
    </div>
  );
};
