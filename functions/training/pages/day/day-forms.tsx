import type { PageReply } from "@alliance/http";
import { Button, ButtonGroup, Field, Form, type FormState, InsetText, Link } from "@alliance/ui";
import type { Session } from "../../schema/session.ts";
import type { RegisterOfSession } from "../../use-cases/read-register.ts";
import { poolNames } from "../booking/booking-words.ts";
import { Price } from "../catalogue/price-parts.tsx";
import { registerPath } from "./day-paths.ts";
import { nameOrToFollow } from "./day-words.ts";

const frame = ({ sessionId, title }: Session, heading: string, { errors = [] }: FormState) => ({
  title: `${heading}: ${title}`,
  section: "Training",
  backLink: { href: registerPath(sessionId), text: "Register" },
  errors,
});

const Who = ({ form }: { readonly form: FormState }) => (
  <>
    <Field kind="input" name="name" form={form} label="Name" autocomplete="off" />
    <Field
      kind="input"
      name="email"
      form={form}
      label="Email address"
      hint="Their certificate goes there"
      type="email"
      autocomplete="off"
      spellcheck={false}
    />
  </>
);

const Paying = ({ session, form }: { readonly session: Session; readonly form: FormState }) => (
  <Field
    kind="radios"
    name="paying"
    form={form}
    fieldset={{ legend: "Who pays?" }}
    items={[
      {
        value: "invoice",
        content: "We send them an invoice",
        hint: "At their school's price where it has places here already, else at the list price",
        conditional: (
          <Field
            kind="input"
            name="purchaseOrderNumber"
            form={form}
            label="Purchase order number, if they have one"
            autocomplete="off"
          />
        ),
      },
      {
        value: "nobody",
        content: "Nobody: there is no charge",
        conditional: <Field kind="input" name="noChargeBecause" form={form} label="Why is there no charge?" />,
      },
    ]}
    hint={{
      content: (
        <>
          A place costs <Price netPence={session.price.listNetPence} vat={session.vat} />
        </>
      ),
    }}
  />
);

/** Somebody came without a booking. */
export function walkInPage(
  { session, rows }: RegisterOfSession,
  form: FormState & { readonly once: string },
): PageReply {
  const isFull = session.pools.every(
    ({ poolId, capacity }) => rows.filter((row) => row.poolId === poolId).length >= capacity,
  );
  const schools = [...new Set(rows.map(({ organisationName }) => organisationName))].sort();
  return {
    ...frame(session, "Somebody came without a booking", form),
    body: (
      <>
        <h1 class="govuk-heading-l">Somebody came without a booking</h1>
        {isFull && (
          <InsetText>
            Every place is taken, so nobody more can be let in. If they come for a colleague, find the colleague in the
            register and choose “Somebody else came”.
          </InsetText>
        )}
        <p class="govuk-body">
          They take a free place and are marked as present. We never let in more than the room holds.
        </p>
        <Form action={`${registerPath(session.sessionId)}/walk-in`} hidden={{ onceKey: form.once }}>
          <Who form={form} />
          <Field
            kind="input"
            name="organisationName"
            form={form}
            label="School or organisation"
            hint={schools.length > 0 && schools.length <= 8 ? `With places here: ${schools.join(", ")}` : undefined}
            autocomplete="off"
          />
          {session.pools.length > 1 && (
            <Field
              kind="radios"
              name="poolId"
              form={form}
              fieldset={{ legend: "How do they take part?" }}
              items={session.pools.map(({ poolId }) => ({ value: poolId, content: poolNames[poolId] }))}
            />
          )}
          {session.price.listNetPence > 0 && <Paying session={session} form={form} />}
          <Button>Give them a place</Button>
        </Form>
      </>
    ),
  };
}

/** Who is really on a place. */
export function nameAtDoorPage(
  register: RegisterOfSession,
  placeId: string,
  form: FormState & { readonly once: string },
): PageReply {
  const { session, rows } = register;
  const row = rows.find((each) => each.placeId === placeId);
  const heading = row?.name === undefined ? "Who is it?" : `Who came for ${row.name}?`;
  return {
    ...frame(session, heading, form),
    body: (
      <>
        <h1 class="govuk-heading-l">{heading}</h1>
        <p class="govuk-body">
          A place of {row?.organisationName ?? "a school"}
          {row?.name !== undefined && `, booked for ${nameOrToFollow(row)}`}. Whoever you name is marked as present.
        </p>
        <Form action={`${registerPath(session.sessionId)}/names/${placeId}`} hidden={{ onceKey: form.once }}>
          <Who form={form} />
          <Button>Save</Button>
        </Form>
      </>
    ),
  };
}

/** What closing means, before it is done. */
export function closePage({ session, counts }: RegisterOfSession): PageReply {
  const there = counts.present + counts.late;
  return {
    ...frame(session, "Close the register", {}),
    body: (
      <>
        <h1 class="govuk-heading-l">Close the register?</h1>
        <p class="govuk-body">
          {there === 1 ? "1 person was there" : `${there} people were there`}, {counts.absent} marked as absent,{" "}
          {counts.unmarked} not marked.
        </p>
        <ul class="govuk-list govuk-list--bullet">
          <li>Who was there has the hours in their record and gets a certificate.</li>
          <li>{counts.unmarked > 0 ? "Whoever is not marked counts as absent." : "Nobody is left to mark."}</li>
          {session.noShowFeePence !== undefined && (
            <li>
              This session has a fee for places nobody came to:{" "}
              <Price netPence={session.noShowFeePence} vat={session.vat} /> each.
            </li>
          )}
          <li>You can still correct a mark afterwards.</li>
        </ul>
        <Form action={`${registerPath(session.sessionId)}/close`}>
          <ButtonGroup>
            <Button>Close the register</Button>
            <Link href={registerPath(session.sessionId)}>Not yet</Link>
          </ButtonGroup>
        </Form>
      </>
    ),
  };
}
