import { whenInWords } from "@alliance/core";
import { Link, Table } from "@alliance/ui";
import type { DeskList } from "../../keys/appointment.ts";
import type { ListedAppointment } from "../../use-cases/read-appointment.ts";
import { type Desk, pathAt } from "./answer-desks.ts";
import { instantInWords } from "./clinic-words.ts";

export const nameOfList: Readonly<Record<DeskList, string>> = {
  "to-answer": "To answer",
  "to-come": "Agreed and to come",
  "to-mark": "Over: did they come?",
};

const nothingIn: Readonly<Record<DeskList, string>> = {
  "to-answer": "No request waits for an answer.",
  "to-come": "No time is agreed.",
  "to-mark": "There is nobody to mark.",
};

interface Asked {
  readonly list: DeskList;
  readonly items: readonly ListedAppointment[];
  readonly desk: Desk;
}

/** Requests and agreed times, each leading to where it is answered. */
export const AskedOfExperts = ({ list, items, desk }: Asked) =>
  items.length === 0 ? (
    <p class="govuk-body">{nothingIn[list]}</p>
  ) : (
    <Table
      stacks
      caption={nameOfList[list]}
      captionClasses="govuk-visually-hidden"
      firstCellIsHeader
      head={[{ content: "Clinic" }, { content: "When" }, { content: "Who" }, { content: "With" }]}
      rows={items.map(({ appointment, askedBy, expertName }) => [
        { content: <Link href={pathAt(desk, appointment.appointmentId)}>{appointment.title}</Link> },
        {
          content: (
            <>
              {whenInWords(appointment)}
              {appointment.answerBy && (
                <>
                  <br />
                  Answer by {instantInWords(appointment.answerBy)}
                </>
              )}
            </>
          ),
        },
        { content: `${askedBy ?? "Somebody we no longer know"}, ${appointment.organisationName}` },
        { content: expertName },
      ])}
    />
  );
