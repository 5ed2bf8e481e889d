import { LogGroup } from "aws-cdk-lib/aws-logs";
import { CfnLoggingConfiguration, CfnWebACL } from "aws-cdk-lib/aws-wafv2";
import { RemovalPolicy, Stack } from "aws-cdk-lib/core";
import { Construct } from "constructs";
import type { Environment } from "../environments.ts";

/** A trust's schools may share one address, so the limit is far above one busy school's. */
const requestsPerFiveMinutesAndAddress = 5_000;

type Rule = CfnWebACL.RuleProperty;

const visibility = (metricName: string) => ({
  cloudWatchMetricsEnabled: true,
  metricName,
  // Samples hold the whole address, and that may be the secret of a letter's link.
  sampledRequestsEnabled: false,
});

const managed = (name: string, priority: number, counted: readonly string[] = []): Rule => ({
  name,
  priority,
  overrideAction: { none: {} },
  statement: {
    managedRuleGroupStatement: {
      vendorName: "AWS",
      name,
      ruleActionOverrides: counted.map((rule) => ({ name: rule, actionToUse: { count: {} } })),
    },
  },
  visibilityConfig: visibility(name),
});

const rules: readonly Rule[] = [
  {
    name: "RateLimit",
    priority: 0,
    action: { block: { customResponse: { responseCode: 429 } } },
    statement: {
      rateBasedStatement: { aggregateKeyType: "IP", limit: requestsPerFiveMinutesAndAddress, evaluationWindowSec: 300 },
    },
    visibilityConfig: visibility("RateLimit"),
  },
  managed("AWSManagedRulesAmazonIpReputationList", 1),
  managed("AWSManagedRulesKnownBadInputsRuleSet", 2),
  // Stripe's webhooks and long forms pass 8 KB; the functions limit and parse bodies themselves.
  managed("AWSManagedRulesCommonRuleSet", 3, ["SizeRestrictions_BODY"]),
];

/** The firewall in front of CloudFront; what it blocks or would have blocked is logged, without paths, cookies and tokens. */
export class WebFirewall extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, settings: Environment) {
    super(scope, id);
    const acl = new CfnWebACL(this, "Acl", {
      scope: "CLOUDFRONT",
      defaultAction: { allow: {} },
      rules: [...rules],
      visibilityConfig: visibility("Firewall"),
    });
    this.arn = acl.attrArn;
    const log = new LogGroup(this, "Log", {
      // AWS asks for this beginning of the name.
      logGroupName: `aws-waf-logs-alliance-${settings.stage}`,
      retention: settings.logRetentionDays,
      removalPolicy: settings.keepData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    new CfnLoggingConfiguration(this, "Logging", {
      resourceArn: acl.attrArn,
      logDestinationConfigs: [Stack.of(this).formatArn({ service: "logs", resource: `log-group:${log.logGroupName}` })],
      redactedFields: [
        { uriPath: {} },
        { queryString: {} },
        ...["cookie", "authorization", "referer", "x-origin-secret"].map((Name) => ({ singleHeader: { Name } })),
      ],
      loggingFilter: {
        DefaultBehavior: "DROP",
        Filters: [
          {
            Behavior: "KEEP",
            Requirement: "MEETS_ANY",
            Conditions: ["BLOCK", "COUNT"].map((Action) => ({ ActionCondition: { Action } })),
          },
        ],
      },
    });
  }
}
