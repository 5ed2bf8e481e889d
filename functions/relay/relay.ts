import { createLog } from "@alliance/observability";
import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import * as z from "zod";
import { publishRecords } from "./publish-records.ts";

const settings = z.object({ BUS_NAME: z.string().min(1) }).parse(process.env);

export const handler = publishRecords({
  client: new EventBridgeClient({}),
  busName: settings.BUS_NAME,
  log: createLog("relay"),
});
