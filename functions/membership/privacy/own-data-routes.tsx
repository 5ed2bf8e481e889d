import type { Erasure } from "@alliance/auth";
import { readErasure } from "@alliance/auth";
import { type PageReply, redirect, routesFor } from "@alliance/http";
import { Button, Form, InsetText, LondonDate, WarningText } from "@alliance/ui";
import { Paragraph } from "../pages/school-parts.tsx";
import { personOf } from "../roles/may-manage.ts";
import { requestErasure } from "../use-cases/erase-person.ts";
import { exportPersonData } from "../use-cases/gather-person-data.ts";
import { dataFile } from "./data-file.tsx";

const { page, raw } = routesFor<object>();
const path = "/portal/settings/data";

const Standing = ({ erasure }: { readonly erasure: Erasure }) => {
  if (erasure.status === "open") {
    return (
      <InsetText>
        You asked us on <LondonDate value={erasure.requestedAt} /> to erase you. We answer within a month, by letter and
        here.
      </InsetText>
    );
  }
  return (
    <InsetText>
      {erasure.status === "refused"
        ? "We could not erase you: our letter says why. You can ask again at any time."
        : "Your erasure is approved. A letter with the outcome is on its way; then this account is gone."}
    </InsetText>
  );
};

const dataPage = (erasure: Erasure | undefined): PageReply => ({
  title: "Your data",
  section: "Settings",
  backLink: { href: "/portal/settings", text: "Settings" },
  body: (
    <>
      <h1 class="govuk-heading-l">Your data</h1>
      <h2 class="govuk-heading-m">Download it</h2>
      <Paragraph>
        A ZIP file with everything we hold about you: name, addresses, roles, invitations, applications, training,
        letters and sessions. Once as a page to read, once for other programs.
      </Paragraph>
      <Button href={`${path}/download`}>Download my data</Button>
      <h2 class="govuk-heading-m">Have it erased</h2>
      {erasure && <Standing erasure={erasure} />}
      {(erasure === undefined || erasure.status === "refused") && (
        <>
          <Paragraph>
            We remove your name, addresses, account and sessions, and end your roles. Tax law asks us to keep your
            organisation's invoices for six years and the current one; few people can see them. The record of decisions
            keeps a number instead of your name.
          </Paragraph>
          <WarningText>
            This cannot be undone. If you are the only lead contact of a school, hand over that role first.
          </WarningText>
          <Form>
            <Button classes="govuk-button--warning">Ask to be erased</Button>
          </Form>
        </>
      )}
    </>
  ),
});

/** A person and their own data. */
export const ownDataRoutes = [
  page({
    method: "GET",
    path,
    access: "settings.own",
    handle: async ({ ctx }) => dataPage((await readErasure(ctx, personOf(ctx)))?.data),
  }),
  page({
    method: "POST",
    path,
    access: "settings.own",
    handle: async ({ ctx }) => {
      await requestErasure(ctx);
      return redirect(path);
    },
  }),
  raw({
    method: "GET",
    path: `${path}/download`,
    access: "settings.own",
    summary: "Everything we hold about you, as a ZIP",
    handle: async ({ ctx }) => dataFile(await exportPersonData(ctx, personOf(ctx)), ctx.clock.now()),
  }),
];
