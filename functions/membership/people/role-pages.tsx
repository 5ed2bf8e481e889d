import type { PageReply } from "@alliance/http";
import { Button, Field, Form, type FormState, InsetText, legend, WarningText } from "@alliance/ui";
import { Paragraph } from "../pages/school-parts.tsx";
import { roleNames } from "../schema/invitation.ts";
import type { ListedPerson, OrganisationPeople } from "../use-cases/read-people.ts";
import { type Decision, roleItems } from "./decision-parts.tsx";
import { ReasonField } from "./form-fields.tsx";
import { frameOf, type Place } from "./place.ts";

export const rolePage = ({ place, organisation, form }: Decision, { person, affiliation }: ListedPerson): PageReply => {
  const name = person?.name ?? "this person";
  return {
    ...frameOf(place, organisation, "Change a role", form.errors),
    body: (
      <>
        <span class="govuk-caption-l">{roleNames[affiliation.role]}</span>
        <h1 class="govuk-heading-l">Change the role of {name}</h1>
        <Form>
          <Field
            kind="radios"
            name="decision"
            form={form}
            fieldset={legend(`What is ${name} from today on?`)}
            items={[
              ...roleItems(affiliation.role),
              { divider: "or" },
              { value: "end-now", content: "They leave now", hint: "They lose access at once" },
              {
                value: "end-on",
                content: "They leave on a day",
                conditional: (
                  <Field
                    kind="date"
                    name="lastDay"
                    form={form}
                    fieldset={{ legend: { content: "Their last day" } }}
                    hint="They have access until the end of it. For example, 31 8 2027"
                  />
                ),
              },
            ]}
          />
          <ReasonField form={form} isShown={place.isConsole} />
          <Button>Save</Button>
        </Form>
      </>
    ),
  };
};

const candidates = ({ people }: OrganisationPeople) => {
  const leaders = people.filter(({ affiliation, isOver }) => affiliation.role === "lead" && !isOver);
  const leading = new Set(leaders.map(({ affiliation }) => affiliation.personId));
  const others = people.filter(
    ({ affiliation, isOver, person }) => !isOver && person && !leading.has(affiliation.personId),
  );
  return { leaders, others: [...new Map(others.map((each) => [each.affiliation.personId, each])).values()] };
};

const personItems = (people: readonly ListedPerson[]) =>
  people.map(({ affiliation, person }) => ({
    value: affiliation.personId,
    content: person?.name ?? "Somebody who was erased",
    hint: roleNames[affiliation.role],
  }));

export const handOverPage = (place: Place, shown: OrganisationPeople, form: FormState): PageReply => {
  const { leaders, others } = candidates(shown);
  const you = leaders.find(({ isYou }) => isYou);
  const needsFrom = you === undefined || place.isConsole;
  return {
    ...frameOf(place, shown.organisation, "Hand over the lead role", form.errors),
    body: (
      <>
        <h1 class="govuk-heading-l">Hand over the lead role of {shown.organisation.name}</h1>
        {others.length === 0 || leaders.length === 0 ? (
          <InsetText>
            Nobody else belongs to {shown.organisation.name} yet. Invite a colleague first; when they have accepted, you
            can hand over to them.
          </InsetText>
        ) : (
          <Form hidden={{ seen: shown.leadsVersion, ...(needsFrom ? {} : { from: you.affiliation.personId }) }}>
            {needsFrom && (
              <Field
                kind="radios"
                name="from"
                form={form}
                fieldset={legend("Who leads no longer?")}
                items={personItems(leaders)}
              />
            )}
            <Field
              kind="radios"
              name="to"
              form={form}
              fieldset={legend("Who leads from today on?")}
              items={personItems(others)}
            />
            <WarningText>
              {needsFrom ? "Whoever led until now stays a colleague" : "You stay a colleague"}, and can no longer invite
              people or see invoices. It takes effect at once.
            </WarningText>
            <ReasonField form={form} isShown={place.isConsole} />
            <Button>Hand over the lead role</Button>
          </Form>
        )}
      </>
    ),
  };
};

export const leavePage = ({ place, organisation, form }: Decision): PageReply => ({
  ...frameOf(place, organisation, "Leave", form.errors),
  body: (
    <>
      <h1 class="govuk-heading-l">Leave {organisation.name}</h1>
      <Paragraph>
        You no longer see its membership and cannot use what it includes. What you did so far stays on record with it.
        Its lead contact can invite you again at any time.
      </Paragraph>
      <Form>
        <Field
          kind="radios"
          name="when"
          form={form}
          fieldset={legend("When do you leave?")}
          items={[
            { value: "now", content: "Now" },
            {
              value: "on",
              content: "On a day",
              conditional: (
                <Field
                  kind="date"
                  name="lastDay"
                  form={form}
                  fieldset={{ legend: { content: "Your last day" } }}
                  hint="For example, 31 8 2027"
                />
              ),
            },
          ]}
        />
        <Button classes="govuk-button--warning">Leave</Button>
      </Form>
    </>
  ),
});
