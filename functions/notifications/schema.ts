import * as z from "zod";

/** Who a letter goes to: somebody with an account, or somebody named by others. Ids; the address is read when it goes. */
export const Addressee = z.union([z.strictObject({ personId: z.string() }), z.strictObject({ contactId: z.string() })]);
export type Addressee = z.infer<typeof Addressee>;

/** One letter to one person or contact. `sending` means: handed to the mail service, or about to be; nobody knows yet. */
export const Mail = z.object({
  mailId: z.string(),
  template: z.string(),
  personId: z.string().optional(),
  contactId: z.string().optional(),
  /** The organisation whose timeline shows it. */
  about: z.string().optional(),
  status: z.enum(["sending", "sent", "bounced", "complained"]),
  claimedAt: z.iso.datetime(),
  sentAt: z.iso.datetime().optional(),
});
export type Mail = z.infer<typeof Mail>;

/** The addressee as events tell it. */
export const addresseeOf = ({ personId, contactId }: Mail) => ({
  ...(personId === undefined ? {} : { personId }),
  ...(contactId === undefined ? {} : { contactId }),
});

/** What SES says became of a mail: tags carry our mail id. */
export const MailNotice = z.object({
  "detail-type": z.enum([
    "Email Sent",
    "Email Delivered",
    "Email Bounced",
    "Email Complaint Received",
    "Email Rejected",
    "Email Delivery Delayed",
  ]),
  detail: z.object({
    mail: z.object({ tags: z.object({ "mail-id": z.array(z.string()).min(1) }) }),
    bounce: z.object({ bounceType: z.string() }).optional(),
  }),
});
export type MailNotice = z.infer<typeof MailNotice>;
