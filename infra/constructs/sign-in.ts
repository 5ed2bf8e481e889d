import { staffRoles } from "@alliance/core";
import type { Alarm } from "aws-cdk-lib/aws-cloudwatch";
import {
  AccountRecovery,
  CfnManagedLoginBranding,
  type CfnUserPool,
  CfnUserPoolGroup,
  FeaturePlan,
  LambdaVersion,
  ManagedLoginVersion,
  Mfa,
  OAuthScope,
  PasskeyUserVerification,
  UserPool,
  UserPoolClient,
  UserPoolDomain,
  UserPoolEmail,
  UserPoolOperation,
} from "aws-cdk-lib/aws-cognito";
import { Policy, PolicyStatement } from "aws-cdk-lib/aws-iam";
import { Duration, RemovalPolicy } from "aws-cdk-lib/core";
import { Construct } from "constructs";
import type { Entry } from "../contexts.ts";
import type { Environment } from "../environments.ts";
import { NodeFunction } from "./function.ts";

export interface SignInProps {
  readonly settings: Environment;
  readonly publicOrigin: string;
  /** The function that Cognito asks before it makes a token. */
  readonly secondFactor: Entry;
}

/** Who may sign in and how: Cognito's managed pages with emailed codes, passkeys and passwords. */
export class SignIn extends Construct {
  readonly userPool: UserPool;
  readonly client: UserPoolClient;
  alarms: readonly Alarm[] = [];

  constructor(scope: Construct, id: string, props: SignInProps) {
    super(scope, id);
    const { settings, publicOrigin } = props;
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
      // Cognito cannot require it of one group: the trigger below does, see docs/decisions/staff-second-factor.md.
      mfa: Mfa.OPTIONAL,
      mfaSecondFactor: { otp: true, sms: false, email: settings.signInMailThroughSes },
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
        logoutUrls: [`${publicOrigin}/signed-out`],
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
    this.askStaffForSecondFactor(props);
    for (const groupName of staffRoles) {
      new CfnUserPoolGroup(this, `Group${groupName}`, { userPoolId: this.userPool.userPoolId, groupName });
    }
  }
  private askStaffForSecondFactor({ settings, secondFactor }: SignInProps): void {
    const trigger = new NodeFunction(this, "SecondFactor", {
      settings,
      code: secondFactor,
      timeout: Duration.seconds(5),
    });
    this.userPool.addTrigger(UserPoolOperation.PRE_TOKEN_GENERATION_CONFIG, trigger.function, LambdaVersion.V2_0);
    // Not in the role's own policy, which the function waits for: the pool waits for the function.
    new Policy(this, "MayLookAtPeople", {
      roles: [trigger.role],
      statements: [
        new PolicyStatement({ actions: ["cognito-idp:AdminGetUser"], resources: [this.userPool.userPoolArn] }),
      ],
    });
    this.alarms = trigger.alarms;
  }
}
