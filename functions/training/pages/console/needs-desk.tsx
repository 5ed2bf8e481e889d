import { whenInWords } from "@alliance/core";
import { routesFor } from "@alliance/http";
import { EmptyState, InsetText, Link, Table } from "@alliance/ui";
import * as z from "zod";
import { daysNeedsAreKept } from "../../bookings/needs-of.ts";
import { SessionId } from "../../schema/session.ts";
import type { TrainingServices } from "../../services.ts";
import { currentSession } from "../../use-cases/read-desk.ts";
import { type NeedsOfOne, readNeeds } from "../../use-cases/read-needs.ts";
import { deskPath } from "./console-form.tsx";

const { page } = routesFor<TrainingServices>();

const NeedsTable = ({ needs }: { readonly needs: readonly NeedsOfOne[] }) => (
  <Table
    stacks
    caption="What people need"
    firstCellIsHeader
    head={[{ content: "Who" }, { content: "From" }, { content: "What they need" }]}
    rows={needs.map(({ name, email, organisationName, words }) => [
      {
        content: email ? (
          <>
            {name}
            <br />
            <Link href={`mailto:${email}`}>{email}</Link>
          </>
        ) : (
          (name ?? "Name to follow")
        ),
      },
      { content: organisationName },
      { content: words },
    ])}
  />
);

/** For who prepares a session: a venue is told what is needed, and never whose need it is. */
export const needsDeskRoutes = [
  page({
    method: "GET",
    path: "/console/training/sessions/:sessionId/needs",
    access: "training.manage",
    params: z.strictObject({ sessionId: SessionId }),
    handle: async ({ ctx, params: { sessionId } }) => {
      const needs = await readNeeds(ctx, sessionId);
      const { data: session } = await currentSession(ctx, sessionId);
      return {
        title: `Access and dietary needs: ${session.title}`,
        section: "Training",
        backLink: { href: deskPath(sessionId), text: "The session" },
        body: (
          <>
            <span class="govuk-caption-l">{whenInWords(session)}</span>
            <h1 class="govuk-heading-l">Access and dietary needs</h1>
            {needs.length === 0 ? (
              <EmptyState title="Nobody has said that they need anything">
                Whoever books is asked when they name who comes, and can say so until the session is over.
              </EmptyState>
            ) : (
              <>
                <InsetText>
                  People told us this so that they can take part. Tell a venue what is needed, not who needs it. It is
                  deleted {daysNeedsAreKept} days after the session.
                </InsetText>
                <NeedsTable needs={needs} />
              </>
            )}
          </>
        ),
      };
    },
  }),
];
