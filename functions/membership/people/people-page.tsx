import type { PageReply } from "@alliance/http";
import { Button, ButtonGroup, EmptyState, Link, LondonDate, Table, type TableCell, Tag } from "@alliance/ui";
import { organisationPath } from "../pages/console-paths.ts";
import { Paragraph } from "../pages/school-parts.tsx";
import { contactRoleNames, roleNames } from "../schema/invitation.ts";
import type { ListedPerson, OrganisationPeople } from "../use-cases/read-people.ts";
import type { Place } from "./place.ts";

const erased = "Somebody who was erased";

interface Shown {
  readonly place: Place;
  readonly shown: OrganisationPeople;
}

const HiddenWords = ({ children }: { readonly children: string }) => (
  <span class="govuk-visually-hidden">{children}</span>
);

const Since = ({ affiliation: { from, until } }: Pick<ListedPerson, "affiliation">) => (
  <>
    <LondonDate value={from} />
    {until !== undefined && (
      <>
        {" "}
        to <LondonDate value={until} />
      </>
    )}
  </>
);

const nameOf = ({ person, isYou }: Pick<ListedPerson, "person" | "isYou">): string =>
  `${person?.name ?? erased}${isYou ? " (you)" : ""}`;

const Members = ({ place, shown }: Shown) => {
  const base = place.path(shown.organisation.organisationId);
  const actions = ({ affiliation, person }: ListedPerson): TableCell => ({
    content: (
      <Link href={`${base}/roles/${affiliation.personId}/${affiliation.role}`}>
        Change<HiddenWords>{` the role of ${person?.name ?? erased}, ${roleNames[affiliation.role]}`}</HiddenWords>
      </Link>
    ),
  });
  return (
    <Table
      stacks
      caption="People"
      captionClasses="govuk-table__caption--m"
      firstCellIsHeader
      head={[
        { content: "Name" },
        { content: "Role" },
        { content: "Since" },
        ...(shown.mayManage ? [{ content: "E-mail" }, { content: "Change" }] : []),
      ]}
      rows={shown.people
        .filter(({ isOver }) => !isOver)
        .map((each) => [
          { content: nameOf(each) },
          { content: roleNames[each.affiliation.role] },
          { content: <Since affiliation={each.affiliation} /> },
          ...(shown.mayManage ? [{ content: each.person?.email ?? "" }, actions(each)] : []),
        ])}
    />
  );
};

const Requests = ({ place, shown }: Shown) => (
  <Table
    stacks
    caption="They ask to belong"
    captionClasses="govuk-table__caption--m"
    firstCellIsHeader
    head={[{ content: "Name" }, { content: "Role" }, { content: "From" }, { content: "Answer" }]}
    rows={shown.requests.map(({ request, person }) => [
      { content: person?.name ?? erased },
      { content: roleNames[request.role] },
      { content: <LondonDate value={request.from} /> },
      {
        content: (
          <Link href={`${place.path(request.organisationId)}/requests/${request.personId}`}>
            Say yes or no<HiddenWords>{` to ${person?.name ?? erased}`}</HiddenWords>
          </Link>
        ),
      },
    ])}
  />
);

const Named = ({ place, shown }: Shown) => (
  <Table
    stacks
    caption="Named, and not joined in yet"
    captionClasses="govuk-table__caption--m"
    firstCellIsHeader
    head={[
      { content: "Name" },
      { content: "Role" },
      { content: "E-mail" },
      { content: "Invitation" },
      { content: "Change" },
    ]}
    rows={shown.contacts.map(({ contact, invitation }) => [
      { content: contact.name },
      { content: contactRoleNames[contact.role] },
      { content: contact.email },
      {
        content: invitation ? (
          <>
            Sent on <LondonDate value={invitation.sentAt} />, good until <LondonDate value={invitation.expiresAt} />
          </>
        ) : (
          <Tag classes="govuk-tag--grey">Not invited yet</Tag>
        ),
      },
      {
        content: (
          <Link
            href={`${place.path(contact.organisationId)}/${invitation ? `invitations/${invitation.invitationId}` : `contacts/${contact.contactId}`}`}
          >
            {invitation ? "Send again or take back" : "Invite or remove"}
            <HiddenWords>{`: ${contact.name}`}</HiddenWords>
          </Link>
        ),
      },
    ])}
  />
);

const Former = ({ shown }: Pick<Shown, "shown">) => {
  const former = shown.people.filter(({ isOver }) => isOver);
  if (former.length === 0) return null;
  return (
    <Table
      stacks
      caption="Former people"
      captionClasses="govuk-table__caption--m"
      firstCellIsHeader
      head={[{ content: "Name" }, { content: "Role" }, { content: "Dates" }]}
      rows={former.map((each) => [
        { content: nameOf(each) },
        { content: roleNames[each.affiliation.role] },
        { content: <Since affiliation={each.affiliation} /> },
      ])}
    />
  );
};

const Ways = ({ place, shown }: Shown) => {
  const base = place.path(shown.organisation.organisationId);
  const belongs = shown.people.some(({ isYou, isOver }) => isYou && !isOver);
  return (
    <ButtonGroup>
      {shown.mayManage && <Button href={`${base}/invite`}>Invite a colleague</Button>}
      {shown.mayManage && (
        <Button href={`${base}/hand-over`} classes="govuk-button--secondary">
          Hand over the lead role
        </Button>
      )}
      {!place.isConsole && belongs && <Link href={`${base}/leave`}>Leave {shown.organisation.name}</Link>}
    </ButtonGroup>
  );
};

const doneWords = {
  invited: "The invitation is on its way",
  removed: "They are named no longer",
  "taken-back": "The invitation was taken back",
  changed: "The role was changed",
  ended: "The end of the role was set",
  "handed-over": "The lead role was handed over",
  approved: "They belong to the organisation now",
  declined: "The request was declined",
} as const;
export type Done = keyof typeof doneWords;
export const doneCodes = Object.keys(doneWords) as [Done, ...Done[]];

/** The people of an organisation; who decides about them finds what waits and what can be done. */
export const peoplePage = (place: Place, shown: OrganisationPeople, done?: Done): PageReply => ({
  title: `People of ${shown.organisation.name}${place.isConsole ? " – staff" : ""}`,
  section: place.isConsole ? "Organisations" : "People",
  layout: "wide",
  ...(done ? { notice: doneWords[done] } : {}),
  ...(place.isConsole
    ? {
        breadcrumbs: [
          { content: "Organisations", href: "/console/membership/organisations" },
          {
            content: shown.organisation.name,
            href: organisationPath(shown.organisation.organisationId),
          },
          { content: "People" },
        ],
      }
    : {}),
  body: (
    <>
      <h1 class="govuk-heading-l">People of {shown.organisation.name}</h1>
      <Ways place={place} shown={shown} />
      {shown.requests.length > 0 && <Requests place={place} shown={shown} />}
      {shown.people.some(({ isOver }) => !isOver) ? (
        <Members place={place} shown={shown} />
      ) : (
        <EmptyState title="Nobody belongs here yet">
          The lead contact is known once the membership begins; then they invite their colleagues.
        </EmptyState>
      )}
      {shown.contacts.length > 0 && <Named place={place} shown={shown} />}
      <Former shown={shown} />
      {!shown.mayManage && (
        <Paragraph>
          Somebody is missing, or has left? A lead contact of {shown.organisation.name} can change that.
        </Paragraph>
      )}
    </>
  ),
});
