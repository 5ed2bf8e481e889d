import { can } from "@alliance/auth";
import type { Actor } from "@alliance/core";
import type { NavigationLink } from "@alliance/ui";

const visitor: readonly NavigationLink[] = [
  { href: "/", text: "Home" },
  { href: "/training", text: "Training" },
  { href: "/join", text: "Join" },
];

const portal: readonly NavigationLink[] = [
  { href: "/portal", text: "Overview" },
  { href: "/portal/people", text: "People" },
  { href: "/training", text: "Training" },
  { href: "/portal/training", text: "Bookings" },
  { href: "/portal/invoices", text: "Invoices" },
  { href: "/join", text: "Join" },
  { href: "/portal/settings", text: "Settings" },
];

const consolePages = [
  { href: "/console", text: "Overview", action: "console.open" },
  { href: "/console/membership/organisations", text: "Organisations", action: "membership.read-any" },
  { href: "/console/membership/applications", text: "Applications", action: "membership.decide" },
  { href: "/console/membership/types", text: "Membership types", action: "membership.edit-types" },
  { href: "/console/membership/people", text: "People", action: "people.manage-any" },
  { href: "/console/membership/register", text: "Register", action: "register.import" },
  { href: "/console/training", text: "Training", action: "training.read-any" },
  { href: "/console/finance", text: "Finance", action: "finance.read-any" },
] as const;

/** The entries that somebody may open: a link that would be refused is not shown. */
export function navigationFor(actor: Actor, path: string): { navigation: readonly NavigationLink[]; area?: string } {
  if (actor.kind !== "person") return { navigation: visitor };
  const isStaff = can(actor, "console.open");
  if (isStaff && path.startsWith("/console")) {
    const allowed = consolePages.filter(({ action }) => can(actor, action));
    return { navigation: allowed.map(({ href, text }) => ({ href, text })), area: "Staff console" };
  }
  return { navigation: isStaff ? [...portal, { href: "/console", text: "Staff console" }] : portal };
}
