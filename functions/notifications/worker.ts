import { systemClock, systemIds } from "@alliance/core";
import { sesSender } from "@alliance/emails";
import { consume } from "@alliance/events";
import { createLog } from "@alliance/observability";
import { type Ctx, connectTable, reactionCtx } from "@alliance/store";
import * as z from "zod";
import { MailNotice } from "./schema.ts";
import { subscribers } from "./subscribers.ts";
import { recordMailNotice } from "./use-cases/record-mail-notice.ts";

const settings = z
  .object({
    TABLE_NAME: z.string().min(1),
    PUBLIC_ORIGIN: z.url(),
    MAIL_FROM: z.string().min(3),
    MAIL_CONFIGURATION_SET: z.string().min(1),
  })
  .parse(process.env);
const context = "notifications";
const log = createLog(context);
const parts = { context, table: connectTable(settings.TABLE_NAME), clock: systemClock, log };
const sender = sesSender({ from: settings.MAIL_FROM, configurationSet: settings.MAIL_CONFIGURATION_SET });

const noticeCtx = (): Ctx => ({
  ...parts,
  actor: { kind: "system", context },
  ids: systemIds,
  correlationId: systemIds.next("cor"),
});

export const handler = consume({
  subscribers,
  log,
  makeCtx: (event, subscriber) => ({
    ...reactionCtx(parts, event, subscriber),
    sender,
    publicOrigin: settings.PUBLIC_ORIGIN,
    mailFrom: settings.MAIL_FROM,
  }),
  takeNotice: (notice) => recordMailNotice(noticeCtx(), MailNotice.parse(notice)),
});
