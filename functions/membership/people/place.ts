import type { Action } from "@alliance/auth";
import type { PageReply } from "@alliance/http";
import type { FieldError } from "@alliance/ui";
import { organisationPath } from "../pages/console-paths.ts";
import type { Organisation } from "../schema/organisation.ts";

/** The same pages serve lead contacts in the portal and staff in the console, who also say why. */
export interface Place {
  readonly isConsole: boolean;
  /** Of routes: "/portal/people/:organisationId". */
  readonly pattern: `/${string}`;
  readonly access: Action;
  readonly path: (organisationId: string) => string;
}

export const portalPlace: Place = {
  isConsole: false,
  pattern: "/portal/people/:organisationId",
  access: "membership.read-own",
  path: (organisationId) => `/portal/people/${organisationId}`,
};

export const consolePlace: Place = {
  isConsole: true,
  pattern: "/console/membership/organisations/:organisationId/people",
  access: "people.manage-any",
  path: (organisationId) => `${organisationPath(organisationId)}/people`,
};

/** Title, way back and section of one page about the people of an organisation. */
export function frameOf(
  place: Place,
  organisation: Pick<Organisation, "organisationId" | "name">,
  title: string,
  errors: readonly FieldError[] = [],
): Pick<PageReply, "title" | "section" | "backLink" | "status" | "errors"> {
  return {
    title: `${title}: ${organisation.name}${place.isConsole ? " – staff" : ""}`,
    section: place.isConsole ? "Organisations" : "People",
    backLink: { href: place.path(organisation.organisationId), text: `People of ${organisation.name}` },
    errors,
  };
}
