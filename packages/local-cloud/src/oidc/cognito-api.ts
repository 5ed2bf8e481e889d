import * as z from "zod";
import { AwsError, type Cloud } from "../contract.ts";
import { jsonApi, jsonOperation } from "../json-protocol.ts";
import type { Issuer } from "./issuer.ts";
import { userAttributes } from "./pre-token-trigger.ts";

const userInput = z.strictObject({ UserPoolId: z.string().min(1), Username: z.string().min(1) });

/** The part of Cognito's own API that a trigger needs: who a person is, and whether they have a second factor. */
export function cognitoApi(cloud: Cloud, issuers: () => readonly Issuer[]) {
  const poolOf = (id: string) => {
    const issuer = issuers().find((candidate) => candidate.pool.ref === id);
    if (issuer === undefined) throw new AwsError("ResourceNotFoundException", `User pool ${id} does not exist.`);
    return issuer;
  };
  return jsonApi({
    service: "cognito-idp",
    targetPrefix: "AWSCognitoIdentityProviderService",
    version: "1.1",
    operations: {
      AdminGetUser: jsonOperation(userInput, {
        authorise: ({ UserPoolId }) => [
          { action: "cognito-idp:AdminGetUser", resourceArn: poolOf(UserPoolId).pool.arn },
        ],
        handle({ UserPoolId, Username }) {
          const account = poolOf(UserPoolId).accounts.bySub(Username);
          if (account === undefined) throw new AwsError("UserNotFoundException", "User does not exist.");
          const { "cognito:user_status": status, ...attributes } = userAttributes(account);
          const factors = account.secondFactor === false ? [] : ["SOFTWARE_TOKEN_MFA"];
          return {
            Username: account.sub,
            UserAttributes: Object.entries(attributes).map(([Name, Value]) => ({ Name, Value })),
            UserCreateDate: cloud.clock.now() / 1000,
            UserLastModifiedDate: cloud.clock.now() / 1000,
            Enabled: true,
            UserStatus: status,
            ...(factors.length === 0 ? {} : { UserMFASettingList: factors, PreferredMfaSetting: factors[0] }),
          };
        },
      }),
    },
  });
}
