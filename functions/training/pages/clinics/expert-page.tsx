import type { PageReply } from "@alliance/http";
import { EmptyState } from "@alliance/ui";
import type { DeskList } from "../../keys/appointment.ts";
import type { AskedOfExpert } from "../../use-cases/list-asked-of-expert.ts";
import { deskOfExpert } from "./answer-desks.ts";
import { AskedOfExperts, nameOfList } from "./asked-of-experts.tsx";
import { ownAppointmentsPath } from "./clinic-paths.ts";

const lists: readonly DeskList[] = ["to-answer", "to-come", "to-mark"];

/** What waits for the expert who looks. */
export function expertPage(asked: AskedOfExpert): PageReply {
  const isEmpty = lists.every((list) => asked[list].length === 0);
  return {
    title: "What is asked of you as an expert",
    section: "Bookings",
    layout: "wide",
    backLink: { href: ownAppointmentsPath, text: "Your times with experts" },
    body: (
      <>
        <h1 class="govuk-heading-l">What is asked of you as an expert</h1>
        {isEmpty ? (
          <EmptyState title="Nothing is asked of you">
            When the alliance has named you as the expert of a clinic, requests for your time appear here, and we write
            to you.
          </EmptyState>
        ) : (
          lists.map((list) => (
            <>
              <h2 class="govuk-heading-m">{nameOfList[list]}</h2>
              <AskedOfExperts list={list} items={asked[list]} desk={deskOfExpert} />
            </>
          ))
        )}
      </>
    ),
  };
}
