import type { PageReply } from "@alliance/http";
import { Panel } from "@alliance/ui";

/** On the way to the provider, where the sign-in itself ends; the link is for a browser that does not go by itself. */
export const signingOutPage = (providerUrl: string): PageReply => ({
  title: "Signing you out",
  body: (
    <>
      <h1 class="govuk-heading-l">Signing you out</h1>
      <p class="govuk-body">
        <a class="govuk-link" href={providerUrl}>
          Continue, if nothing happens
        </a>
      </p>
    </>
  ),
});

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
