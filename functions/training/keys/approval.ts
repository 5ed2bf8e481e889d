import { approvalSettingKeyOf } from "@alliance/auth";
import type { Put } from "@alliance/store";
import type { ApprovalSetting } from "../schema/approval.ts";

export const approvalSettingKey = approvalSettingKeyOf;
export const approvalSettingsPk = (organisationId: string): string => approvalSettingKey(organisationId).pk;

export const approvalSettingPut = (setting: ApprovalSetting, version: number): Put => ({
  key: approvalSettingKey(setting.organisationId),
  entity: "training.approval-setting",
  version,
  data: setting,
});
