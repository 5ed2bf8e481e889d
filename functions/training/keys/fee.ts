import type { Key, Pattern, Put } from "@alliance/store";
import type { Fee } from "../schema/fee.ts";
import { sessionPk } from "./session.ts";

export const feeKey = (sessionId: string, placeId: string): Key => ({
  pk: sessionPk(sessionId),
  sk: `no-show-fee#${placeId}`,
});

export const feesOf = (sessionId: string): Pattern => ({
  pk: sessionPk(sessionId),
  skPrefix: "no-show-fee#",
  limit: 100,
});

export const feePut = (fee: Fee, version: number): Put => ({
  key: feeKey(fee.sessionId, fee.placeId),
  entity: "training.no-show-fee",
  version,
  data: fee,
});
