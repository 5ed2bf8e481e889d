import type { PageReply } from "@alliance/http";
import { Panel } from "@alliance/ui";

export const signedOutPage = (): PageReply => ({
  title: "You are signed out",
  body: (
    <>
      <Panel title="You are signed out" />
      <p class="govuk-body">
        <a class="govuk-link" href="/">
          Go to the front page
        </a>
      </p>
    </>
  ),
});
