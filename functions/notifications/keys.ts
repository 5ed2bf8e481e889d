import { lettersIndex } from "@alliance/auth";
import type { Key, Put } from "@alliance/store";
import type { Mail } from "./schema.ts";

export const mailKey = (mailId: string): Key => ({ pk: `mail#${mailId}`, sk: "mail" });

/** Listed by whom it is to, so that people can be told what we sent them. */
export const mailPut = (mail: Mail, version: number): Put => {
  const addressee = mail.personId ?? mail.contactId;
  return {
    key: mailKey(mail.mailId),
    entity: "notifications.mail",
    version,
    data: mail,
    ...(addressee === undefined ? {} : { gsi1: lettersIndex(addressee, mail.claimedAt) }),
  };
};
