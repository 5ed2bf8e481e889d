import { AdminDeleteUserCommand, CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import * as z from "zod";

/** The accounts of the sign-in service, as far as erasing somebody needs them. */
export interface Accounts {
  /** Which issuer's accounts these are; those of another one are not ours to delete. */
  readonly issuer: string;
  /** Deletes the account for good; one that is gone already is no error. */
  remove(subject: string): Promise<void>;
}

export const AccountSettings = z.object({ USER_POOL_ID: z.string(), OIDC_ISSUER: z.string() });

/** Cognito's. */
export function cognitoAccounts(
  { USER_POOL_ID, OIDC_ISSUER }: z.infer<typeof AccountSettings>,
  cognito: Pick<CognitoIdentityProviderClient, "send"> = new CognitoIdentityProviderClient({}),
): Accounts {
  return {
    issuer: OIDC_ISSUER,
    async remove(subject) {
      try {
        await cognito.send(new AdminDeleteUserCommand({ UserPoolId: USER_POOL_ID, Username: subject }));
      } catch (error) {
        if (!(error instanceof Error) || error.name !== "UserNotFoundException") throw error;
      }
    },
  };
}
