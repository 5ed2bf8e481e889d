import type { PageReply } from "@alliance/http";
import type { Child } from "hono/jsx";

const notice = (title: string, body: Child): PageReply => ({
  title,
  body: (
    <>
      <h1 class="govuk-heading-l">{title}</h1>
      {body}
    </>
  ),
});

export const accessibilityPage = (): PageReply =>
  notice(
    "Accessibility statement",
    <>
      <p class="govuk-body">
        Everyone should be able to use this site, with a keyboard, a screen reader, at 400 per cent zoom, on a phone,
        and without JavaScript. We aim for the Web Content Accessibility Guidelines 2.2, level AA.
      </p>
      <h2 class="govuk-heading-m">How we check it</h2>
      <p class="govuk-body">
        Every change is tested in a real browser on the pages of the joining journey: automatic checks of the
        guidelines, keyboard only, without JavaScript and at a width of 320 pixels.
      </p>
      <h2 class="govuk-heading-m">What we have not done</h2>
      <p class="govuk-body">
        The pages have not yet been tried by people who use screen readers every day. Invoices are PDF files; if you
        need one in another form, ask us and we will send it.
      </p>
    </>,
  );

export const privacyPage = (): PageReply =>
  notice(
    "Privacy notice",
    <>
      <h2 class="govuk-heading-m">What we hold</h2>
      <p class="govuk-body">
        Your name and e-mail addresses, from your sign-in, your settings or a colleague who invited you; your roles at
        your schools; what you ordered for them; and a record of who did what and when. We hold nothing about pupils.
      </p>
      <h2 class="govuk-heading-m">Why, and for how long</h2>
      <p class="govuk-body">
        To run your school's membership, which is a contract with your school, and because tax law asks us to keep
        invoices for six years and the current one. A session ends after twelve hours, or one hour without use.
        Invitations are removed a month after they end, and contacts whom nobody met after two years.
      </p>
      <h2 class="govuk-heading-m">What you can do</h2>
      <p class="govuk-body">
        In your settings you can change your name and addresses, download what we hold about you, and ask us to erase
        it. We answer within a month.
      </p>
      <h2 class="govuk-heading-m">Who else sees it</h2>
      <p class="govuk-body">
        Card payments are taken by Stripe: we never see a card number. E-mail and data are handled by Amazon Web
        Services in London. Nobody else gets your data, and nothing is used for advertising.
      </p>
    </>,
  );

export const cookiesPage = (): PageReply =>
  notice(
    "Cookies",
    <>
      <p class="govuk-body">
        We use two cookies, and both are needed for signing in. There are none for statistics or advertising, so there
        is nothing to agree to.
      </p>
      <ul class="govuk-list govuk-list--bullet">
        <li>One remembers for fifteen minutes that you began to sign in in this browser.</li>
        <li>One keeps you signed in until you sign out or close the browser, twelve hours at most.</li>
      </ul>
    </>,
  );
