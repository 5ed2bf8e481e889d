import type { PageReply } from "@alliance/http";
import { Button } from "@alliance/ui";

/** A sign-in that came back but cannot be finished, with the way to begin another. */
export const signInFailedPage = (reason: string): PageReply => ({
  title: "You are not signed in",
  status: 410,
  body: (
    <>
      <h1 class="govuk-heading-l">You are not signed in</h1>
      <p class="govuk-body">{reason}</p>
      <Button href="/sign-in">Sign in again</Button>
    </>
  ),
});
