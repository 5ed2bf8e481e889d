import { idOf } from "@alliance/core";
import { type PageReply, redirect, routesFor } from "@alliance/http";
import { Button, ButtonGroup, Form, InsetText, Link, LondonDate, Panel } from "@alliance/ui";
import * as z from "zod";
import { Paragraph } from "../pages/school-parts.tsx";
import { roleNames } from "../schema/invitation.ts";
import { acceptInvitation, endings, type OpenedInvitation, readInvitation } from "../use-cases/accept-invitation.ts";

const { page } = routesFor<object>();

/** The address of these pages opens the invitation: nobody is told it, and no index keeps it. */
const quiet = { "referrer-policy": "strict-origin", "x-robots-tag": "noindex, nofollow, noarchive" };
const params = z.strictObject({ secret: z.string().regex(/^[\w-]{43}$/) });

const sameName = (a: string | undefined, b: string | undefined): boolean =>
  a?.trim().toLowerCase() === b?.trim().toLowerCase();

/** The signed-in account and the name on the letter: one person, or two behind one mailbox? */
const Reader = ({ opened, secret }: { readonly opened: OpenedInvitation; readonly secret: string }) => {
  const { reader, invitedName } = opened;
  if (reader === undefined) {
    return (
      <>
        <Paragraph>Sign in to accept it. If you have no account yet, you can make one there.</Paragraph>
        <Button href={`/sign-in?to=/invitations/${secret}`}>Sign in to accept</Button>
      </>
    );
  }
  const isMeant = sameName(reader.name, invitedName);
  return (
    <>
      <InsetText>
        You are signed in as <strong>{reader.name}</strong> ({reader.email}).
        {!isMeant && ` The invitation was written to ${invitedName ?? "somebody else"}.`}
      </InsetText>
      <ButtonGroup>
        <Form hidden={{ as: reader.personId }}>
          <Button>{isMeant ? "Accept" : `Accept for ${reader.name}`}</Button>
        </Form>
        <Form action="/sign-out">
          <Button classes="govuk-button--secondary">Sign in as somebody else</Button>
        </Form>
      </ButtonGroup>
      {!isMeant && (
        <Paragraph>
          Are you not {reader.name}? Sign in as somebody else: sign out, then open the link in the letter again. Each
          person needs an account of their own, also where several read one office mailbox.
        </Paragraph>
      )}
    </>
  );
};

const endedPage = (reason: string): PageReply => ({
  title: "This invitation is over",
  status: 410,
  body: (
    <>
      <h1 class="govuk-heading-l">This invitation is over</h1>
      <Paragraph>{reason}</Paragraph>
      <Paragraph>
        You work there anyway? <Link href="/portal/people/requests">Ask the lead contact to let you in</Link>.
      </Paragraph>
    </>
  ),
});

const acceptedPage = ({ invitation }: OpenedInvitation): PageReply => ({
  title: "You belong to it now",
  body: (
    <>
      <Panel title={`You belong to ${invitation.organisationName}`}>{roleNames[invitation.role]}</Panel>
      <Paragraph>Your portal shows what its membership includes.</Paragraph>
      <Button href="/portal">Open your portal</Button>
    </>
  ),
});

/** What the letter's link shows: who asks, to what. It only reads. */
const openPage = (opened: OpenedInvitation, secret: string, notYou: boolean): PageReply => {
  const { invitation, inviterName, invitedName } = opened;
  const title = `Invitation to ${invitation.organisationName}`;
  const error = {
    field: "",
    message: "Another account is signed in by now. Nothing was accepted: look who you are first.",
  };
  return {
    title,
    ...(notYou ? { status: 409, errors: [error] } : {}),
    body: (
      <>
        <h1 class="govuk-heading-l">{title}</h1>
        <Paragraph>
          {inviterName ?? "A colleague"} invites {invitedName ?? "you"} to be{" "}
          <strong>{roleNames[invitation.role].toLowerCase()}</strong> of {invitation.organisationName}. The invitation
          is good until <LondonDate value={invitation.expiresAt} />.
        </Paragraph>
        <Reader opened={opened} secret={secret} />
      </>
    ),
  };
};

function pageOf(opened: OpenedInvitation, secret: string, notYou: boolean): PageReply {
  if (opened.state === "accepted-by-you") return acceptedPage(opened);
  return opened.state === "open" ? openPage(opened, secret, notYou) : endedPage(endings[opened.state]);
}

function invitationPage(opened: OpenedInvitation, secret: string, notYou = false): PageReply {
  return { ...pageOf(opened, secret, notYou), headers: quiet };
}

export const invitationLetterRoutes = [
  page({
    method: "GET",
    path: "/invitations/:secret",
    access: "public",
    params,
    handle: async ({ ctx, params: { secret } }) => invitationPage(await readInvitation(ctx, secret), secret),
  }),
  page({
    method: "POST",
    path: "/invitations/:secret",
    access: "people.join",
    params,
    form: z.strictObject({ as: idOf("per") }),
    handle: async ({ ctx, params: { secret }, form }) => {
      const opened = await readInvitation(ctx, secret);
      if (opened.state !== "open" && opened.state !== "accepted-by-you") return invitationPage(opened, secret);
      const outcome = form.ok ? await acceptInvitation(ctx, secret, form.data.as) : "somebody-else";
      if (outcome === "somebody-else") return invitationPage(opened, secret, true);
      return redirect(`/invitations/${secret}`);
    },
  }),
];
