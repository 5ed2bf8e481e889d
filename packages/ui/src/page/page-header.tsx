import { assets } from "../assets.generated.ts";
import { type NavigationItem, ServiceNavigation } from "../components/service-navigation.tsx";
import type { Lenient } from "../content.ts";
import { allianceName } from "./brand.ts";

export interface PageUser {
  readonly name: string;
  readonly isStaff: boolean;
}

export interface NavigationLink {
  readonly href: string;
  readonly text: string;
  /** Marks the item when `section` does not. */
  readonly current?: boolean | undefined;
}

export type PageHeaderProps = Lenient<{
  /** Undefined for a visitor: "Sign in" is offered. */
  user?: PageUser;
  navigation: readonly NavigationLink[];
  /** The `text` of the navigation item that this page belongs to. */
  section?: string;
  /** "Staff console", beside the wordmark; nothing on public pages. */
  area?: string;
}>;

/** Where sign-in starts and ends; served by functions/home. Signing out changes something, so it is a POST. */
export const signInPath = "/sign-in";
export const signOutPath = "/sign-out";

const Account = ({ user }: { readonly user: PageUser | undefined }) =>
  user === undefined ? (
    <div class="app-account">
      <a class="app-account__link" href={signInPath}>
        Sign in
      </a>
    </div>
  ) : (
    <div class="app-account">
      <span class="app-account__name">
        <span class="govuk-visually-hidden">Signed in as </span>
        {user.name}
        {user.isStaff && <span class="app-account__role">Staff</span>}
      </span>
      <form method="post" action={signOutPath} class="app-account__form">
        <button type="submit" class="app-account__link">
          Sign out
        </button>
      </form>
    </div>
  );

const toItem = (link: NavigationLink, section: string | undefined): NavigationItem => ({
  content: link.text,
  href: link.href,
  // "active", not "current": a page of the section is not always the section's own page.
  active: link.current ?? (section !== undefined && link.text === section),
});

export const PageHeader = (props: PageHeaderProps) => (
  <header class="govuk-template__header">
    <div class="app-header">
      <div class="app-header__container govuk-width-container">
        <a href="/" class="app-header__home">
          <img class="app-header__wordmark" src={assets.wordmark} alt={allianceName} width="186" height="40" />
        </a>
        {props.area && <span class="app-header__area">{props.area}</span>}
      </div>
    </div>
    <ServiceNavigation
      navigation={props.navigation.map((link) => toItem(link, props.section))}
      ariaLabel="Site"
      end={<Account user={props.user} />}
      endIsInline
    />
  </header>
);
