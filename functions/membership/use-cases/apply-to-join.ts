import { authorise } from "@alliance/auth";
import { academicYearOf, isProblem, londonDateOf, Problem } from "@alliance/core";
import { draft, membership } from "@alliance/events";
import { type Ctx, commit, retryingConflicts } from "@alliance/store";
import { applicationKey, applicationPk, applicationPut } from "../keys/application.ts";
import { organisationPk } from "../keys/organisation.ts";
import { termPuts } from "../keys/term.ts";
import { currentSchoolType, vatOf } from "../membership-types.ts";
import { addressLinesOf, type Establishment } from "../register/establishment.ts";
import type { RegisterReader } from "../register/register.ts";
import { organisationOfSchool, registrationPuts } from "../register/registration.ts";
import { Application, type ApplyInput } from "../schema/application.ts";
import type { Term } from "../schema/term.ts";
import { readJoinState } from "./read-join-state.ts";
import { refuseToJoin } from "./refuse-to-join.ts";

/** "yours-already" leads somebody back to the application they hold, whatever they asked for this time. */
export type Applied = { readonly outcome: "submitted" | "yours-already"; readonly application: Application };

interface NewIds {
  readonly applicationId: string;
  readonly membershipId: string;
  readonly organisationId: string;
}

/** Somebody asks that their school is a member: the school's term of the year is claimed by its key, once. */
export async function applyToJoin(ctx: Ctx, reader: RegisterReader, input: ApplyInput): Promise<Applied> {
  authorise(ctx.actor, "membership.apply");
  if (ctx.actor.kind !== "person") throw new Problem("not-allowed", "Only a person can join for a school.");
  const applicantId = ctx.actor.personId;
  const ids: NewIds = {
    applicationId: ctx.ids.next("app"),
    membershipId: ctx.ids.next("mem"),
    organisationId: ctx.ids.next("org"),
  };
  const register = await reader.current(ctx.table);
  const apply = async (): Promise<Applied> => {
    const standing = await readJoinState(ctx, register, input.urn, { consistent: true });
    if (standing.state === "yours") return yours(ctx, standing.applicationId, ids.applicationId);
    if (standing.state !== "open") throw refuseToJoin(standing);
    const organisationId = standing.organisationId ?? ids.organisationId;
    const term = newTerm(ctx, standing.school, { ...ids, organisationId }, applicantId);
    const application = newApplication(ctx, term, input);
    const isNew = standing.organisationId === undefined;
    const organisation = organisationOfSchool(standing.school, organisationId, ctx.clock.now());
    const { name } = organisation;
    await commit(ctx, {
      put: [
        ...(isNew ? await registrationPuts(ctx, organisation, register) : []),
        ...termPuts(term, 1),
        applicationPut(application, 1),
      ],
      emit: [
        ...(isNew ? [registered({ organisationId, name, urn: input.urn })] : []),
        { pk: applicationPk(application.applicationId), event: submitted(application, term, standing.school) },
      ],
    });
    return { outcome: "submitted", application };
  };
  return orFirstTry(ctx, ids.applicationId, () => retryingConflicts(apply));
}

/** A request that was cut off after its commit may come again when the school is a member, or was let go again. */
async function orFirstTry(ctx: Ctx, applicationId: string, apply: () => Promise<Applied>): Promise<Applied> {
  try {
    return await apply();
  } catch (error) {
    if (!isProblem(error)) throw error;
    const stored = await ctx.table.get(applicationKey(applicationId), Application, { consistent: true });
    if (stored === undefined) throw error;
    return { outcome: "submitted", application: stored.data };
  }
}

/** With the id of this very request it is our own first try, which was cut off after its commit. */
async function yours(ctx: Ctx, applicationId: string, newId: string): Promise<Applied> {
  const stored = await ctx.table.get(applicationKey(applicationId), Application, { consistent: true });
  if (stored === undefined) throw new Error(`the term's application ${applicationId} is missing`);
  return { outcome: applicationId === newId ? "submitted" : "yours-already", application: stored.data };
}

function newTerm(ctx: Ctx, school: Establishment, ids: NewIds, applicantId: string): Term {
  const today = londonDateOf(ctx.clock.now());
  const year = academicYearOf(today);
  const type = currentSchoolType();
  return {
    ...ids,
    organisationName: school.name,
    applicantId,
    academicYear: year.name,
    startsOn: today,
    endsOn: year.endsOn,
    status: "pending",
    membershipTypeId: type.membershipTypeId,
    membershipTypeVersion: type.version,
    membershipTypeName: type.name,
    benefits: [...type.benefits],
    covers: "itself",
    graceDays: 30,
    netPence: type.netPence,
  };
}

function newApplication(ctx: Ctx, term: Term, input: ApplyInput): Application {
  const { applicationId, organisationId, organisationName, applicantId, academicYear, startsOn, endsOn } = term;
  const { membershipTypeId, membershipTypeVersion, netPence } = term;
  return {
    ...{ applicationId, organisationId, organisationName, applicantId, academicYear, startsOn, endsOn },
    ...{ membershipTypeId, membershipTypeVersion, netPence },
    vatPence: vatOf(currentSchoolType()),
    urn: input.urn,
    ...(input.role ? { job: input.role } : {}),
    payment: input.payment,
    submittedAt: ctx.clock.now(),
    status: "pending",
  };
}

const registered = (data: { organisationId: string; name: string; urn: string }) => ({
  pk: organisationPk(data.organisationId),
  event: draft(membership.organisationRegistered, data, data.organisationId),
});

function submitted(application: Application, term: Term, school: Establishment) {
  const { applicationId, organisationId, organisationName, urn, membershipTypeId, membershipTypeVersion } = application;
  const { applicantId, academicYear, startsOn, endsOn, payment, netPence } = application;
  const line = {
    description: `${term.membershipTypeName}, academic year ${academicYear}`,
    netPence,
    vatRatePercent: currentSchoolType().vatRatePercent,
    serviceFrom: startsOn,
    serviceTo: endsOn,
  };
  const data = {
    ...{ applicationId, organisationId, organisationName, urn, membershipTypeId, membershipTypeVersion },
    ...{ applicantId, academicYear, startsOn, endsOn },
    payment: payment.method,
    ...(payment.method === "invoice" ? { purchaseOrderNumber: payment.purchaseOrderNumber } : {}),
    billTo: { name: organisationName, addressLines: addressLinesOf(school) },
    lines: [line],
  };
  return draft(membership.applicationSubmitted, data, organisationId);
}
