import { openCursor, type PageReply, routesFor, sealCursor } from "@alliance/http";
import { EmptyState, Link, LondonDate, Pagination, Table } from "@alliance/ui";
import * as z from "zod";
import { Paragraph } from "../pages/school-parts.tsx";
import { roleNames } from "../schema/invitation.ts";
import type { PortalServices } from "../services.ts";
import { listRoleRequests, type RequestPage } from "../use-cases/list-role-requests.ts";
import { consolePlace } from "./place.ts";

const { page } = routesFor<PortalServices>();
const path = "/console/membership/requests";
const pageSize = 25;

const Rows = ({ items }: Pick<RequestPage, "items">) => (
  <Table
    stacks
    caption="The longest wait first"
    captionClasses="govuk-table__caption--m"
    firstCellIsHeader
    head={[
      { content: "Name" },
      { content: "Organisation" },
      { content: "Role" },
      { content: "Asked" },
      { content: "Why it is here" },
    ]}
    rows={items.map(({ request, person }) => [
      {
        content: (
          <Link href={`${consolePlace.path(request.organisationId)}/requests/${request.personId}`}>
            {person?.name ?? "Somebody who was erased"}
          </Link>
        ),
      },
      { content: request.organisationName },
      { content: roleNames[request.role] },
      { content: <LondonDate value={request.requestedAt} /> },
      {
        content:
          request.staffFrom === request.requestedAt
            ? "Nobody leads the organisation"
            : "No lead contact has answered in five working days",
      },
    ])}
  />
);

const queuePage = (items: RequestPage["items"], next: string | undefined): PageReply => ({
  title: "Requests to belong",
  section: "Overview",
  layout: "wide",
  backLink: { href: "/console", text: "Overview" },
  body: (
    <>
      <h1 class="govuk-heading-l">Requests to belong</h1>
      <Paragraph>
        Lead contacts answer who works with them. A request comes here when none of them has in five working days, or
        when an organisation has none. Ring the organisation before you say yes: it decides who sees its membership.
      </Paragraph>
      {items.length === 0 ? (
        <EmptyState title="Nobody waits for an answer of ours">
          Younger requests wait for their lead contacts, and are on the people pages of their organisations.
        </EmptyState>
      ) : (
        <Rows items={items} />
      )}
      <Pagination
        landmarkLabel="Pages of requests"
        {...(next ? { next: { href: `${path}?${new URLSearchParams({ cursor: next })}` } } : {})}
      />
    </>
  ),
});

/** What of the requests to belong is work of the staff, across all organisations. */
export const requestQueueRoutes = [
  page({
    method: "GET",
    path,
    access: "people.manage-any",
    query: z.object({ cursor: z.string().max(2000).optional() }),
    handle: async ({ ctx, services: { cursorSecret }, query: { cursor } }) => {
      const opened = cursor ? { cursor: openCursor(cursor, cursorSecret) } : {};
      const { items, cursor: further } = await listRoleRequests(ctx, { limit: pageSize, ...opened });
      return queuePage(items, further ? sealCursor(further, cursorSecret) : undefined);
    },
  }),
];
