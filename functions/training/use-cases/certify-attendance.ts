import { hashOfEmail, readContact } from "@alliance/auth";
import type { training } from "@alliance/events";
import { type DomainEvent, draft } from "@alliance/events";
import { certificateIssued } from "@alliance/events/training";
import { type Ctx, commit, retryingConflicts } from "@alliance/store";
import type * as z from "zod";
import { forgotten, namesOf } from "../attendance/names-of.ts";
import { attendanceKey, idOfDelegate } from "../keys/attendance.ts";
import { certificateKey, certificatePut, certifiedKey, certifiedPut } from "../keys/certificate.ts";
import { sessionPk } from "../keys/session.ts";
import { Attendance, type Told } from "../schema/attendance.ts";
import { Certificate, Certified, type Holder } from "../schema/certificate.ts";
import type { Delegate } from "../schema/seat.ts";

type Attended = DomainEvent<z.infer<typeof training.sessionAttended.data>>;

/** Told of somebody who was there with a name: as they are to be certified. */
type Certifiable = Told & { readonly delegate: Delegate };

/**
 * Makes a place's certificate follow its attendance, whichever event came first: one for whoever was there, withdrawn
 * where they were not after all, another where it was somebody else.
 */
export async function certifyAttendance(ctx: Ctx, { data: { sessionId, placeId } }: Attended): Promise<unknown> {
  const code = ctx.ids.next("crt").slice(-12);
  return retryingConflicts(async () => {
    const certified = await ctx.table.get(certifiedKey(sessionId, placeId), Certified, { consistent: true });
    const before =
      certified && (await ctx.table.get(certificateKey(certified.data.code), Certificate, { consistent: true }));
    const attendance = await ctx.table.get(attendanceKey(sessionId, placeId), Attendance, { consistent: true });
    const told = attendance?.data.told;
    const wanted = told?.attended && told.delegate ? { ...told, delegate: told.delegate } : undefined;
    const isSame = before && wanted && idOfDelegate(before.data.delegate) === idOfDelegate(wanted.delegate);
    const status = isSame ? ("valid" as const) : ("withdrawn" as const);
    const now = ctx.clock.now();
    const changed =
      before && before.data.status !== status
        ? [certificatePut({ ...before.data, status, changedAt: now }, before.version + 1)]
        : [];
    if (wanted === undefined || isSame) {
      if (changed.length > 0) await commit(ctx, { put: changed });
      return changed.length > 0 ? status : "as-it-is";
    }
    const issued = await certificateOf(ctx, { sessionId, placeId, code }, wanted);
    await commit(ctx, {
      put: [
        ...changed,
        certificatePut(issued, 1),
        certifiedPut(sessionId, placeId, code, (certified?.version ?? 0) + 1),
      ],
      emit: [{ pk: sessionPk(sessionId), event: issuedEvent(issued, wanted) }],
    });
    return "issued";
  });
}

type Ids = Pick<Certificate, "sessionId" | "placeId" | "code">;

async function certificateOf(ctx: Ctx, ids: Ids, { delegate, ...told }: Certifiable): Promise<Certificate> {
  const { organisationName, title, hours, attendedOn } = told;
  const names = await namesOf(ctx, [delegate]);
  const name = names.get(idOfDelegate(delegate))?.name;
  return {
    ...{ ...ids, delegate, organisationName, title, hours, attendedOn },
    // Erased meanwhile: it names nobody, as theirs from before.
    ...(name === undefined || name === forgotten.name ? {} : { printedName: name }),
    ...{ holder: await holderOf(ctx, delegate), issuedAt: ctx.clock.now(), status: "valid" },
  };
}

/** Somebody without an account is known by their address: whoever shows that it is theirs finds what they attended. */
async function holderOf(ctx: Ctx, delegate: Delegate): Promise<Holder> {
  if ("personId" in delegate) return delegate;
  const contact = (await readContact(ctx.table, delegate.contactId, { consistent: true }))?.data;
  if (contact?.personId !== undefined) return { personId: contact.personId };
  return { emailHash: hashOfEmail(contact?.email ?? delegate.contactId) };
}

const issuedEvent = ({ sessionId, placeId, title, hours, attendedOn }: Certificate, told: Certifiable) =>
  draft(
    certificateIssued,
    {
      ...{ sessionId, placeId, title, hours, attendedOn, delegate: told.delegate },
      ...(told.organisationId ? { organisationId: told.organisationId } : {}),
    },
    told.organisationId,
  );
