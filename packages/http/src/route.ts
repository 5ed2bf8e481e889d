import type { Action, Session } from "@alliance/auth";
import type { Ctx } from "@alliance/store";
import type { PageProps } from "@alliance/ui";
import type { Child } from "hono/jsx";
import type * as z from "zod";
import type { Files, Form } from "./form.ts";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** Who gets as far as the handler: anyone, or whoever may do the action. The matrix test reads it for every route. */
export type Access = "public" | Action;

type Parsed<S> = S extends z.ZodType ? z.infer<S> : undefined;

interface RouteBase {
  readonly method: Method;
  /** "/api/membership/applications/:applicationId" */
  readonly path: `/${string}`;
  readonly access: Access;
}

export interface Incoming<Services> {
  readonly ctx: Ctx;
  readonly services: Services;
  readonly headers: Headers;
  readonly url: URL;
  /** Present when a person came by browser. */
  readonly session: Session | undefined;
}

export interface ApiRoute<Services = unknown, P = unknown, Q = unknown, B = unknown> extends RouteBase {
  readonly kind: "api";
  readonly summary: string;
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  readonly reply: { readonly status: 200 | 201 | 202 | 204; readonly description: string; readonly schema: z.ZodType };
  /** A POST that makes something needs an Idempotency-Key; the same key twice has one effect. */
  readonly idempotent?: boolean;
  readonly handle: (
    incoming: Incoming<Services> & { params: Parsed<P>; query: Parsed<Q>; body: Parsed<B> },
  ) => Promise<unknown>;
}

/** A page's content; the shell around it, navigation and account included, comes from the house. */
export interface PageReply
  extends Pick<
    PageProps,
    "title" | "section" | "errors" | "notice" | "backLink" | "breadcrumbs" | "hero" | "layout" | "description"
  > {
  /** 422 unless given where there are `errors`, else 200. */
  readonly status?: 200 | 403 | 404 | 409 | 410 | 422 | 503;
  readonly body: Child;
  /** Other origins that a form of this page ends at (the payment page). */
  readonly formActions?: readonly string[];
  /** Other origins that a video or a sound of this page comes from. */
  readonly mediaSources?: readonly string[];
  /** Looks again after so many seconds: for work that another function is finishing. */
  readonly refreshSeconds?: number;
  /** Beside the house's own: a cookie, a stricter policy. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Where to instead, then: an address that a form may not end at. */
  readonly refreshTo?: string;
}

export interface PageRoute<Services = unknown, P = unknown, Q = unknown, F = unknown> extends RouteBase {
  readonly kind: "page";
  readonly params?: P;
  readonly query?: Q;
  readonly form?: F;
  /** The form may come with files (`multipart/form-data`), of so many bytes together: they pass through the function. */
  readonly maxFileBytes?: number;
  /** A form that makes something carries the hidden field that `onceField` makes; a double click has one effect. */
  readonly idempotent?: boolean;
  readonly handle: (
    incoming: Incoming<Services> & { params: Parsed<P>; query: Parsed<Q>; form: Form<Parsed<F>>; files: Files },
  ) => Promise<PageReply | Response>;
}

/** A body that must stay as it came (a signed webhook), or a reply that is a file. */
export interface RawRoute<Services = unknown> extends RouteBase {
  readonly kind: "raw";
  readonly summary: string;
  readonly handle: (
    incoming: Incoming<Services> & { body: string; params: Record<string, string> },
  ) => Promise<Response>;
}

export type Route<Services> =
  // biome-ignore lint/suspicious/noExplicitAny: a table of routes holds many schemas; each was checked when it was made
  ApiRoute<Services, any, any, any> | PageRoute<Services, any, any, any> | RawRoute<Services>;

/** Route makers: they only fix the types. `Services` is what a context's web function is given beside the context. */
export function routesFor<Services>() {
  return {
    api: <P, Q, B>(route: Omit<ApiRoute<Services, P, Q, B>, "kind">): Route<Services> => ({ ...route, kind: "api" }),
    page: <P, Q, F>(route: Omit<PageRoute<Services, P, Q, F>, "kind">): Route<Services> => ({ ...route, kind: "page" }),
    raw: (route: Omit<RawRoute<Services>, "kind">): Route<Services> => ({ ...route, kind: "raw" }),
  };
}
