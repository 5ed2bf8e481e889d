import { SESv2Client, SendEmailCommand } from "@aws-sdk/client-sesv2";
import type { SQSBatchResponse, SQSEvent } from "aws-lambda";

const mail = new SESv2Client({});

interface Placed {
  readonly detail: { readonly id: string; readonly email: string };
}

export async function handler(event: SQSEvent): Promise<SQSBatchResponse> {
  for (const record of event.Records) {
    const { detail } = JSON.parse(record.body) as Placed;
    if (detail.email === "poison@example.org") {
      return { batchItemFailures: [{ itemIdentifier: record.messageId }] };
    }
    await mail.send(
      new SendEmailCommand({
        FromEmailAddress: process.env.MAIL_FROM,
        ConfigurationSetName: process.env.MAIL_CONFIGURATION_SET,
        Destination: { ToAddresses: [detail.email] },
        Content: {
          Simple: { Subject: { Data: `Thank you for ${detail.id}` }, Body: { Text: { Data: "It is on its way." } } },
        },
      }),
    );
  }
  return { batchItemFailures: [] };
}
