import type { MailSender } from "@alliance/emails";
import type { Ctx } from "@alliance/store";

/** What a reaction of this context is given. */
export interface NotificationsCtx extends Ctx {
  readonly sender: MailSender;
  readonly publicOrigin: string;
  /** The address that letters are from. */
  readonly mailFrom: string;
}
