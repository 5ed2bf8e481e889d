export * from "./affiliations.ts";
export * from "./bearer.ts";
export * from "./contacts.ts";
export * from "./cookie.ts";
export * from "./letter-secrets.ts";
export * from "./people.ts";
export * from "./permissions.ts";
export * from "./session.ts";
