import { AdminGetUserCommand, CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import type { PreTokenGenerationV2TriggerEvent } from "aws-lambda";
import { withoutStaffGroups } from "./staff-groups.ts";

const cognito = new CognitoIdentityProviderClient({});

/**
 * Runs before Cognito makes a token. Who has a second factor switched on was asked for it in this sign-in;
 * who has none gets a token without the staff groups. Cognito itself cannot require a factor of one group.
 */
export const handler = async (event: PreTokenGenerationV2TriggerEvent): Promise<PreTokenGenerationV2TriggerEvent> => {
  const groups = event.request.groupConfiguration.groupsToOverride ?? [];
  const lessened = withoutStaffGroups(groups);
  if (lessened.length === groups.length) return event;
  const user = await cognito.send(new AdminGetUserCommand({ UserPoolId: event.userPoolId, Username: event.userName }));
  if (user.UserMFASettingList?.length) return event;
  event.response = {
    claimsAndScopeOverrideDetails: { groupOverrideDetails: { groupsToOverride: lessened, iamRolesToOverride: [] } },
  };
  return event;
};
