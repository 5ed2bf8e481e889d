import * as z from "zod";
import { AwsError, type Cloud } from "../contract.ts";
import { jsonApi, jsonOperation } from "../json-protocol.ts";
import type { Issuer } from "./issuer.ts";
import { userAttributes } from "./pre-token-trigger.ts";

const userInput = z.strictObject({ UserPoolId: z.string().min(1), Username: z.string().min(1) });

/** Of Cognito's own API: who a person is and whether they have a second factor, and that their account ends. */
export function cognitoApi(cloud: Cloud, issuers: () => readonly Issuer[]) {
  const poolOf = (id: string) => {
    const issuer = issuers().find((candidate) => candidate.pool.ref === id);
    if (issuer === undefined) throw new AwsError("ResourceNotFoundException", `User pool ${id} does not exist.`);
    return issuer;
  };
  const accountOf = (poolId: string, username: string) => {
    const account = poolOf(poolId).accounts.bySub(username);
    if (account === undefined) throw new AwsError("UserNotFoundException", "User does not exist.");
    return account;
  };
  const authorise = (name: string) => (input: z.infer<typeof userInput>) => [
    { action: `cognito-idp:${name}`, resourceArn: poolOf(input.UserPoolId).pool.arn },
  ];
  return jsonApi({
    service: "cognito-idp",
    targetPrefix: "AWSCognitoIdentityProviderService",
    version: "1.1",
    operations: {
      AdminGetUser: jsonOperation(userInput, {
        authorise: authorise("AdminGetUser"),
        handle({ UserPoolId, Username }) {
          const account = accountOf(UserPoolId, Username);
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
      AdminDeleteUser: jsonOperation(userInput, {
        authorise: authorise("AdminDeleteUser"),
        handle({ UserPoolId, Username }) {
          poolOf(UserPoolId).accounts.remove(accountOf(UserPoolId, Username).sub);
          return {};
        },
      }),
    },
  });
}
