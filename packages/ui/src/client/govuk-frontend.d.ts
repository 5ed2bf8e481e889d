/** The package ships no types; only what start.ts uses. */
declare module "govuk-frontend" {
  type Component = abstract new (root: Element) => unknown;
  export const Button: Component;
  export const Checkboxes: Component;
  export const ErrorSummary: Component;
  export const NotificationBanner: Component;
  export const ServiceNavigation: Component;
  export const SkipLink: Component;
  export const Tabs: Component;
  export function createAll(component: Component): unknown;
  export function isSupported(): boolean;
}
