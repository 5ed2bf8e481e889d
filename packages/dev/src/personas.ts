import type { Persona } from "@alliance/local-cloud";

const at = (school: string) => `${school}.example`;

/** The people of the demo. They are invented; so are their schools. */
export const personas: readonly Persona[] = [
  {
    name: "lead",
    sub: "5e1f0001-0000-4000-8000-000000000001",
    email: `amara.osei@${at("harbour-view")}`,
    givenName: "Amara",
    familyName: "Osei",
    groups: [],
    description: "Membership lead at a member school",
  },
  {
    name: "colleague",
    sub: "5e1f0002-0000-4000-8000-000000000002",
    email: `tom.whitfield@${at("harbour-view")}`,
    givenName: "Tom",
    familyName: "Whitfield",
    groups: [],
    description: "Works at the same school and belongs to its membership",
  },
  {
    name: "newcomer",
    sub: "5e1f0003-0000-4000-8000-000000000003",
    email: `priya.nair@${at("st-hildas")}`,
    givenName: "Priya",
    familyName: "Nair",
    groups: [],
    description: "Signed in, with no organisation yet",
  },
  {
    name: "staff",
    sub: "5e1f0004-0000-4000-8000-000000000004",
    email: `ruth.adeyemi@${at("alliance")}`,
    givenName: "Ruth",
    familyName: "Adeyemi",
    groups: ["staff"],
    description: "Alliance staff",
  },
  {
    name: "assessor",
    sub: "5e1f0005-0000-4000-8000-000000000005",
    email: `daniel.hughes@${at("alliance")}`,
    givenName: "Daniel",
    familyName: "Hughes",
    groups: ["assessor"],
    description: "Assesses applications for recognition",
  },
  {
    name: "finance",
    sub: "5e1f0006-0000-4000-8000-000000000006",
    email: `mei.tanaka@${at("alliance")}`,
    givenName: "Mei",
    familyName: "Tanaka",
    groups: ["finance"],
    description: "The alliance's finance team",
  },
  {
    name: "admin",
    sub: "5e1f0007-0000-4000-8000-000000000007",
    email: `oliver.grant@${at("alliance")}`,
    givenName: "Oliver",
    familyName: "Grant",
    groups: ["admin", "staff"],
    description: "Administers the platform",
  },
];
