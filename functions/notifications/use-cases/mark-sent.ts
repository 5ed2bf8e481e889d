import { draft } from "@alliance/events";
import * as notifications from "@alliance/events/notifications";
import { Conflict, type Ctx, commit, type Stored } from "@alliance/store";
import { mailPut } from "../keys.ts";
import { addresseeOf, type Mail } from "../schema.ts";

/** The letter is out: told by the sender itself, or by the mail service's notice, whichever comes first. */
export async function markSent(ctx: Ctx, stored: Stored<Mail>): Promise<void> {
  const { mailId, template, about } = stored.data;
  const data: Mail = { ...stored.data, status: "sent", sentAt: ctx.clock.now() };
  try {
    await commit(ctx, {
      put: [mailPut(data, stored.version + 1)],
      emit: [
        {
          pk: stored.key.pk,
          event: draft(notifications.emailSent, { mailId, template, ...addresseeOf(stored.data) }, about),
        },
      ],
    });
  } catch (error) {
    // The other of the two was quicker; the letter is marked.
    if (!(error instanceof Conflict)) throw error;
  }
}
