import { assets } from "../assets.generated.ts";
import { ErrorSummary } from "../components/error-summary.tsx";
import { NotificationBanner } from "../components/notification-banner.tsx";
import { BackLink, type Breadcrumb, Breadcrumbs, SkipLink } from "../components/wayfinding.tsx";
import type { Child, Lenient } from "../content.ts";
import type { FieldError } from "../form/form-state.ts";
import { allianceName, themeColour } from "./brand.ts";
import { Footer } from "./footer.tsx";
import { PageHeader, type PageHeaderProps } from "./page-header.tsx";

export type PageProps = PageHeaderProps &
  Lenient<{
    /** The page's own heading; the tab reads "Error: Title – The Partnerships Alliance". */
    title: string;
    children: Child;
    /** Of this response's content security policy. */
    nonce: string;
    /** From the form that was refused; shown on top, and the title says so. Such a page is answered with 422. */
    errors?: readonly FieldError[];
    /** What has just been done, after a redirect. */
    notice?: string;
    backLink?: { readonly href: string; readonly text?: string | undefined };
    breadcrumbs?: readonly Breadcrumb[];
    /** Full width, above the main part: a `Hero`, which then holds the h1. */
    hero?: Child;
    /** Two thirds of the width for reading and forms unless "wide": tables, dashboards. */
    layout?: "narrow" | "wide";
    description?: string;
  }>;

const Head = (props: Pick<PageProps, "title" | "errors" | "description">) => (
  <head>
    <meta charset="utf-8" />
    <title>{`${props.errors?.length ? "Error: " : ""}${props.title} – ${allianceName}`}</title>
    <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
    <meta name="theme-color" content={themeColour} />
    {props.description && <meta name="description" content={props.description} />}
    <link rel="icon" href={assets.favicon} type="image/svg+xml" />
    <link rel="apple-touch-icon" href={assets.touchIcon} />
    <link rel="preload" href={assets.font} as="font" type="font/woff2" crossorigin="anonymous" />
    <link rel="stylesheet" href={assets.stylesheet} />
    <script type="module" src={assets.script} />
  </head>
);

const Messages = ({ errors, notice }: Pick<PageProps, "errors" | "notice">) => (
  <>
    {errors && errors.length > 0 && (
      <ErrorSummary
        items={errors.map(({ field, message }) => ({
          content: message,
          href: field === "" ? undefined : `#${encodeURIComponent(field)}`,
        }))}
      />
    )}
    {notice && <NotificationBanner type="success">{notice}</NotificationBanner>}
  </>
);

const Column = ({ layout, children }: { readonly layout: PageProps["layout"]; readonly children: Child }) => (
  <div class="govuk-grid-row">
    <div class={layout === "wide" ? "govuk-grid-column-full" : "govuk-grid-column-two-thirds"}>{children}</div>
  </div>
);

// A plain div around it: a flex column would shrink a container that centres itself.
const Wayfinding = ({ breadcrumbs, backLink }: Pick<PageProps, "breadcrumbs" | "backLink">) => (
  <div>
    <div class="govuk-width-container">
      {breadcrumbs && <Breadcrumbs items={breadcrumbs} collapseOnMobile />}
      {backLink && (
        <nav aria-label="Back">
          <BackLink href={backLink.href}>{backLink.text}</BackLink>
        </nav>
      )}
    </div>
  </div>
);

/** The whole document; `pageHtml` turns it into the text of a response. */
export const Page = (props: PageProps) => (
  <html lang="en" class="govuk-template">
    <Head title={props.title} errors={props.errors} description={props.description} />
    <body class="govuk-template__body">
      {/* Before anything is drawn, so that the menu does not jump. No quotes: JSX would escape them. */}
      <script nonce={props.nonce}>document.body.classList.add(`js-enabled`,`govuk-frontend-supported`)</script>
      <SkipLink href="#main-content" />
      <PageHeader user={props.user} section={props.section} navigation={props.navigation} area={props.area} />
      {(props.breadcrumbs || props.backLink) && (
        <Wayfinding breadcrumbs={props.breadcrumbs} backLink={props.backLink} />
      )}
      <main class="app-main" id="main-content">
        {props.hero}
        <div class="govuk-width-container govuk-main-wrapper">
          <Column layout={props.layout}>
            <Messages errors={props.errors} notice={props.notice} />
            {props.children}
          </Column>
        </div>
      </main>
      <Footer />
    </body>
  </html>
);
