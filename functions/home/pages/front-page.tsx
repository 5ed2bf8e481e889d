import type { PageReply } from "@alliance/http";
import { Button, Hero, LinkCard, Tiles } from "@alliance/ui";

const findSchool = (
  <Button href="/join" classes="govuk-button--inverse">
    Find your school and join
  </Button>
);

const hero = (
  <Hero title="Schools do more for children together" action={findSchool}>
    State and independent schools, trusts, local authorities and charities: the alliance helps you start a partnership,
    run it well and show what it changed.
  </Hero>
);

/** What a member gets, in the order in which schools ask for it. */
export const frontPage = (isSignedIn: boolean): PageReply => ({
  title: "Home",
  section: "Home",
  layout: "wide",
  description: "Membership, support and recognition for partnerships between schools.",
  hero,
  body: (
    <>
      <h2 class="govuk-heading-l">What do you need today?</h2>
      <Tiles>
        <LinkCard title="Join with your school" href="/join">
          Search by name, postcode or URN. Pay by purchase order or card; it takes about five minutes.
        </LinkCard>
        <LinkCard title={isSignedIn ? "Your portal" : "Sign in"} href="/portal">
          Your schools, your membership, its benefits and your invoices in one place.
        </LinkCard>
        <LinkCard title="Join with your trust or authority" href="/join/other">
          One membership covers all its schools. Charities, universities and businesses join here, too.
        </LinkCard>
      </Tiles>
      <h2 class="govuk-heading-m">How membership works</h2>
      <ol class="govuk-list govuk-list--number">
        <li>Find your school in the national register, so nobody types its name and address.</li>
        <li>
          Give a purchase order number, pay by card, or have a quote sent to your finance office, who answer it without
          an account. They get a proper VAT invoice each way.
        </li>
        <li>Your membership starts at once and runs to the end of the academic year, 31 August.</li>
        <li>Invite your colleagues: it is for everybody who works at your school.</li>
      </ol>
    </>
  ),
});
