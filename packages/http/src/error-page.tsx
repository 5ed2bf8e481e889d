import { isProblem, type ProblemCode } from "@alliance/core";
import { statusOf, titleOf } from "./reply.ts";
import type { PageReply } from "./route.ts";

/** What to do now, where the reason itself does not say. */
const advice: Partial<Record<ProblemCode, string>> = {
  "not-found": "If you typed the address, check that it is right. If you followed a link, it may be out of date.",
  "not-allowed": "If you think you should have access, ask the lead contact of your school, or the alliance.",
  conflict: "Go back, reload the page and look at how things stand now.",
  malformed: "Go back, reload the page and try again.",
  "wrong-method": "Go back, reload the page and try again.",
};

/** The page of a refusal, or of our own fault: then without a detail, but with a reference to quote. */
export function errorReply(error: unknown, correlationId: string): PageReply {
  const problem = isProblem(error) ? error : undefined;
  const title = problem ? titleOf(problem.code) : "Something went wrong on our side";
  const whatNow = problem ? advice[problem.code] : "Please try again in a few minutes.";
  return {
    title,
    status: (problem ? statusOf[problem.code] : 500) as NonNullable<PageReply["status"]>,
    body: (
      <>
        <h1 class="govuk-heading-l">{title}</h1>
        <p class="govuk-body">
          {problem?.message ?? "Nothing you did caused this, and nothing was changed that you did not see confirmed."}
        </p>
        {whatNow && <p class="govuk-body">{whatNow}</p>}
        {!problem && (
          <p class="govuk-body">
            If you write to us about it, quote the reference <strong>{correlationId}</strong>.
          </p>
        )}
        <p class="govuk-body">
          <a class="govuk-link" href="/">
            Go to the front page
          </a>
        </p>
      </>
    ),
  };
}
