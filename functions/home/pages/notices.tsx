import type { PageReply } from "@alliance/http";
import { allianceName, contactEmail, Link } from "@alliance/ui";
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

const WriteToUs = () => <Link href={`mailto:${contactEmail}`}>{contactEmail}</Link>;

/** Where whoever is stuck finds the next step, and at last a person. */
export const contactPage = (): PageReply =>
  notice(
    "Help and contact",
    <>
      <p class="govuk-body">
        Write to <WriteToUs />. A person reads it and answers within five working days. Please say which school or
        organisation it is about; never send a card number.
      </p>
      <h2 class="govuk-heading-m">What is quicker without us</h2>
      <ul class="govuk-list govuk-list--bullet">
        <li>
          Your school is a member already: <Link href="/portal/people/requests">ask to belong to it</Link>.
        </li>
        <li>
          An invoice, its PDF, or paying it by card: <Link href="/portal/invoices">your invoices</Link>.
        </li>
        <li>
          The letter with a quote went to the wrong person: <Link href="/portal">open your application</Link>, close the
          link, or answer the quote yourself.
        </li>
        <li>
          You have moved school, or hand over to somebody else:{" "}
          <Link href="/portal/people">the people of your school</Link>.
        </li>
        <li>
          Something that you should be able to use and cannot:{" "}
          <Link href="/portal/membership/why">ask why, for any day</Link>.
        </li>
        <li>
          What we hold about you, and having it erased: <Link href="/portal/settings/data">your data</Link>.
        </li>
      </ul>
      <h2 class="govuk-heading-m">You cannot sign in any more</h2>
      <p class="govuk-body">
        Write to us from an address that your school knows. We ask your school before we change anything.
      </p>
    </>,
  );

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
        Every page is opened in a real browser before a change is published, for members and for staff: automatic checks
        of the guidelines at two widths, 320 pixels among them. The journeys of joining are also done with the keyboard
        alone and without JavaScript.
      </p>
      <h2 class="govuk-heading-m">What we have not done</h2>
      <p class="govuk-body">
        The pages have not yet been tried by people who use screen readers every day. Invoices are PDF files; each
        stands as a page under Invoices, too.
      </p>
      <h2 class="govuk-heading-m">Something does not work for you</h2>
      <p class="govuk-body">
        Write to <WriteToUs />: say which page it is and what you need. We answer within five working days, and give you
        what the page would have given you in a form that works. If our answer does not help, the Equality Advisory and
        Support Service advises you.
      </p>
    </>,
  );

export const privacyPage = (): PageReply =>
  notice(
    "Privacy notice",
    <>
      <p class="govuk-body">
        {allianceName} decides what happens with your data (it is the controller). Write to <WriteToUs />.
      </p>
      <h2 class="govuk-heading-m">What we hold</h2>
      <p class="govuk-body">
        Your name and e-mail addresses, from your sign-in, your settings or a colleague who invited you; your roles at
        your schools; what you ordered for them; and a record of who did what and when. We hold nothing about pupils.
      </p>
      <h2 class="govuk-heading-m">Why, and for how long</h2>
      <p class="govuk-body">
        To run your school's membership, which is in the interest of your school and of ours (legitimate interests), and
        because tax law asks us to keep invoices for six years and the current one (legal obligation). A session ends
        after twelve hours, or one hour without use. Invitations are removed a month after they end, and contacts whom
        nobody met after two years.
      </p>
      <h2 class="govuk-heading-m">What you can do</h2>
      <p class="govuk-body">
        In your settings you can change your name and addresses, download what we hold about you, and ask us to erase
        it. We answer within a month. You can object to what we do. If you are not content with our answer, you can
        complain to the Information Commissioner’s Office.
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
