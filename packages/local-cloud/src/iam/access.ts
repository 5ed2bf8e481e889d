import { type Authorisation, AwsError, type Cloud, type Grant, type Principal, type Resource } from "../contract.ts";
import { Refusal } from "../refusal.ts";
import { managedPolicy } from "./managed-policies.ts";
import { actionMatches, readPolicyDocument, type Statement, statementApplies } from "./policy-document.ts";
import { arnMatches, wildcardMatches } from "./wildcard.ts";

interface NamedPolicy {
  readonly PolicyName?: string;
  readonly PolicyDocument: unknown;
}

interface RoleProperties {
  readonly AssumeRolePolicyDocument: unknown;
  readonly Policies?: readonly NamedPolicy[];
  readonly ManagedPolicyArns?: readonly string[];
}

const REMEMBERED_DECISIONS = 20_000;
/** Grants whose use cannot be seen here: AWS services use them on a function's behalf, or nothing emulates them. */
const UNSEEN = /^(?:logs|xray):|^kms:(?:Decrypt|Encrypt|GenerateDataKey|ReEncrypt)/;

/** Decides what the roles of the template may do, and remembers which of their grants were needed. */
export class Access {
  readonly #roles = new Map<string, readonly Statement[]>();
  readonly #trust = new Map<string, readonly Statement[]>();
  readonly #allowed = new Set<string>();
  readonly #used = new Set<string>();

  constructor(cloud: Cloud) {
    for (const role of cloud.resourcesOfType<RoleProperties>("AWS::IAM::Role")) {
      const where = `${role.stack}.${role.logicalId}`;
      this.#roles.set(role.arn, statementsOf(role, cloud));
      this.#trust.set(role.arn, readPolicyDocument(role.properties.AssumeRolePolicyDocument, where));
    }
  }

  /** Throws AccessDeniedException unless the caller's role allows every action on its resource. */
  authorise(principal: Principal | undefined, authorisations: readonly Authorisation[]): void {
    if (principal === undefined) {
      return;
    }
    for (const authorisation of authorisations) {
      const { action, resourceArn, conditions } = authorisation;
      const key = `${principal.roleArn}|${action}|${resourceArn}|${conditions === undefined ? "" : JSON.stringify(conditions)}`;
      if (!this.#allowed.has(key)) {
        this.#decide(principal, authorisation);
        if (this.#allowed.size >= REMEMBERED_DECISIONS) {
          this.#allowed.clear();
        }
        this.#allowed.add(key);
      }
    }
  }

  /** Throws a Refusal unless the role exists in the template and trusts the service, e.g. "lambda.amazonaws.com". */
  requireTrust(roleArn: string, service: string, where: string): void {
    const trust = this.#trust.get(roleArn);
    if (trust === undefined) {
      throw new Refusal(`${where}: its role ${roleArn} is not in the synthesized app`);
    }
    const trusted = trust.some(
      (statement) =>
        statement.effect === "Allow" &&
        statement.principals.includes(service) &&
        actionMatches(statement, "sts:AssumeRole"),
    );
    if (!trusted) {
      throw new Refusal(`${where}: its role ${roleArn} does not trust ${service}`);
    }
  }

  unusedGrants(): readonly Grant[] {
    const unused = new Map<string, Grant>();
    for (const [roleArn, statements] of this.#roles) {
      for (const statement of statements.filter(({ effect }) => effect === "Allow")) {
        for (const action of statement.actions.filter((one) => !UNSEEN.test(one))) {
          for (const resource of statement.resources) {
            const key = `${roleArn}|${action}|${resource}`;
            if (!this.#used.has(key)) {
              unused.set(key, { roleArn, action, resource });
            }
          }
        }
      }
    }
    return [...unused.values()];
  }

  #decide(principal: Principal, { action, resourceArn, conditions = {} }: Authorisation): void {
    const context = {
      // The loopback stands for the TLS connection that it would be in AWS.
      "aws:SecureTransport": "true",
      "aws:PrincipalArn": principal.roleArn,
      "aws:PrincipalAccount": principal.roleArn.split(":")[4] ?? "",
      ...conditions,
    };
    const applying = (this.#roles.get(principal.roleArn) ?? []).filter((statement) =>
      statementApplies(statement, action, resourceArn, context),
    );
    const denied = applying.some(({ effect }) => effect === "Deny");
    if (denied || applying.length === 0) {
      const why = denied ? "with an explicit deny" : `because no identity-based policy allows the ${action} action`;
      throw new AwsError(
        "AccessDeniedException",
        `User: ${caller(principal)} is not authorized to perform: ${action} on resource: ${resourceArn} ${why}`,
      );
    }
    for (const statement of applying) {
      this.#markUsed(principal.roleArn, statement, action, resourceArn);
    }
  }

  #markUsed(roleArn: string, statement: Statement, action: string, resourceArn: string): void {
    for (const pattern of statement.actions.filter((one) => wildcardMatches(one, action, true))) {
      for (const resource of statement.resources.filter((one) => arnMatches(one, resourceArn))) {
        this.#used.add(`${roleArn}|${pattern}|${resource}`);
      }
    }
  }
}

function caller({ roleArn, functionArn }: Principal): string {
  const session = functionArn?.split(":").at(-1) ?? "local";
  return `${roleArn.replace(":iam:", ":sts:").replace(":role/", ":assumed-role/")}/${session}`;
}

function statementsOf(role: Resource<RoleProperties>, cloud: Cloud): readonly Statement[] {
  const where = `${role.stack}.${role.logicalId}`;
  const statements = (role.properties.Policies ?? []).flatMap((policy) =>
    readPolicyDocument(policy.PolicyDocument, `${where}.${policy.PolicyName}`),
  );
  const managed = new Set(role.properties.ManagedPolicyArns ?? []);
  for (const type of ["AWS::IAM::Policy", "AWS::IAM::ManagedPolicy", "AWS::IAM::RolePolicy"]) {
    for (const policy of cloud.resourcesOfType<NamedPolicy & { Roles?: string[]; RoleName?: string }>(type)) {
      const { Roles = [], RoleName, PolicyDocument } = policy.properties;
      const attached = managed.delete(policy.arn) || Roles.includes(role.ref) || RoleName === role.ref;
      if (attached) {
        statements.push(...readPolicyDocument(PolicyDocument, `${policy.stack}.${policy.logicalId}`));
      }
    }
  }
  return [...statements, ...[...managed].map((arn) => managedPolicy(arn, where))];
}
