import type { Key, Put } from "@alliance/store";
import type { ApprovalSetting } from "../schema/approval.ts";

export const approvalSettingsPk = (organisationId: string): string => `training-settings#${organisationId}`;

export const approvalSettingKey = (organisationId: string): Key => ({
  pk: approvalSettingsPk(organisationId),
  sk: "approval",
});

export const approvalSettingPut = (setting: ApprovalSetting, version: number): Put => ({
  key: approvalSettingKey(setting.organisationId),
  entity: "training.approval-setting",
  version,
  data: setting,
});
