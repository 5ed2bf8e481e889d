import {
  AccountRecovery,
  CfnManagedLoginBranding,
  type CfnUserPool,
  CfnUserPoolGroup,
  FeaturePlan,
  ManagedLoginVersion,
  Mfa,
  OAuthScope,
  PasskeyUserVerification,
  UserPool,
  UserPoolClient,
  UserPoolDomain,
  UserPoolEmail,
} from "aws-cdk-lib/aws-cognito";
import { Duration, RemovalPolicy } from "aws-cdk-lib/core";
import { Construct } from "constructs";
import type { Environment } from "../environments.ts";

/** The groups whose members work for the alliance; the claim `cognito:groups` carries them. */
export const staffGroups = ["staff", "assessor", "finance", "admin"] as const;

export interface SignInProps {
  readonly settings: Environment;
  readonly publicOrigin: string;
}

/** Who may sign in and how: Cognito's managed pages with emailed codes, passkeys and passwords. */
export class SignIn extends Construct {
  readonly userPool: UserPool;
  readonly client: UserPoolClient;

  constructor(scope: Construct, id: string, { settings, publicOrigin }: SignInProps) {
    super(scope, id);
    this.userPool = new UserPool(this, "UserPool", {
      featurePlan: FeaturePlan.ESSENTIALS,
      selfSignUpEnabled: true,
      signInAliases: { email: true },
      signInCaseSensitive: false,
      autoVerify: { email: true },
      keepOriginal: { email: true },
      standardAttributes: { email: { required: true, mutable: true } },
      email: settings.signInMailThroughSes
        ? UserPoolEmail.withSES({
            fromEmail: settings.mailFrom,
            fromName: "The Partnerships Alliance",
            sesRegion: settings.region,
            sesVerifiedDomain: settings.domain,
          })
        : UserPoolEmail.withCognito(),
      // Cognito asks that password stays among the first factors.
      signInPolicy: { allowedFirstAuthFactors: { password: true, emailOtp: true, passkey: true } },
      passkeyRelyingPartyId: `${settings.signInPrefix}.auth.${settings.region}.amazoncognito.com`,
      passkeyUserVerification: PasskeyUserVerification.REQUIRED,
      // Required for staff, see docs/decisions/staff-second-factor.md: Cognito cannot require it of one group.
      mfa: Mfa.OPTIONAL,
      mfaSecondFactor: { otp: true, sms: false },
      passwordPolicy: {
        minLength: 14,
        requireDigits: true,
        requireLowercase: true,
        requireUppercase: true,
        requireSymbols: true,
      },
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      deletionProtection: settings.keepData,
      removalPolicy: settings.keepData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    // A passkey that proves the person (fingerprint, PIN) counts as two factors; the L2 does not have it yet.
    const pool = this.userPool.node.defaultChild as CfnUserPool;
    pool.webAuthnFactorConfiguration = "MULTI_FACTOR_WITH_USER_VERIFICATION";
    this.client = new UserPoolClient(this, "Client", {
      userPool: this.userPool,
      generateSecret: false,
      authFlows: { user: true },
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [OAuthScope.OPENID, OAuthScope.EMAIL, OAuthScope.PROFILE],
        callbackUrls: [`${publicOrigin}/sign-in/callback`],
        logoutUrls: [`${publicOrigin}/`],
      },
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      idTokenValidity: Duration.minutes(60),
      accessTokenValidity: Duration.minutes(60),
      refreshTokenValidity: Duration.days(1),
    });
    new UserPoolDomain(this, "Domain", {
      userPool: this.userPool,
      cognitoDomain: { domainPrefix: settings.signInPrefix },
      managedLoginVersion: ManagedLoginVersion.NEWER_MANAGED_LOGIN,
    });
    new CfnManagedLoginBranding(this, "Branding", {
      userPoolId: this.userPool.userPoolId,
      clientId: this.client.userPoolClientId,
      useCognitoProvidedValues: true,
    });
    for (const groupName of staffGroups) {
      new CfnUserPoolGroup(this, `Group${groupName}`, { userPoolId: this.userPool.userPoolId, groupName });
    }
  }
}
