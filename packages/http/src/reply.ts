import { isProblem, type Problem, type ProblemCode } from "@alliance/core";

/** The one place where a refusal becomes a status. */
export const statusOf: Record<ProblemCode, number> = {
  malformed: 400,
  "invalid-input": 422,
  "not-signed-in": 401,
  "not-allowed": 403,
  "not-found": 404,
  "wrong-method": 405,
  conflict: 409,
  "already-exists": 409,
  gone: 410,
  stale: 412,
  "too-large": 413,
  "unsupported-type": 415,
  "already-used": 422,
  "too-many": 429,
  unavailable: 503,
};

const titles: Record<ProblemCode, string> = {
  malformed: "The request could not be read",
  "invalid-input": "Something in the request is not right",
  "not-signed-in": "Sign in first",
  "not-allowed": "You do not have access",
  "not-found": "Not found",
  "wrong-method": "This address does something else",
  conflict: "Somebody else was quicker",
  "already-exists": "It is there already",
  gone: "It is not there any more",
  stale: "It changed in the meantime",
  "too-large": "Too large",
  "unsupported-type": "We do not read this type",
  "already-used": "The idempotency key was used for something else",
  "too-many": "Too many requests",
  unavailable: "Not available just now",
};

export const titleOf = (code: ProblemCode): string => titles[code];

/** RFC 9457. A stranger's error gets no detail at all. */
export function problemJson(error: unknown, instance: string): Response {
  const problem: Problem | undefined = isProblem(error) ? error : undefined;
  const status = problem ? statusOf[problem.code] : 500;
  const body = problem
    ? {
        type: `/api/docs#problem-${problem.code}`,
        title: titles[problem.code],
        status,
        detail: problem.message,
        instance,
        ...(problem.errors.length
          ? { errors: problem.errors.map(({ field, message }) => ({ pointer: `/${field}`, detail: message })) }
          : {}),
      }
    : { type: "about:blank", title: "Something went wrong on our side", status, instance };
  return new Response(JSON.stringify(body), { status, headers: { "content-type": "application/problem+json" } });
}

/** POST-redirect-GET; only to our own pages, or to an origin the caller names. */
export function redirect(to: string): Response {
  return new Response(null, { status: 303, headers: { location: to } });
}
