import { AccessLogFormat } from "aws-cdk-lib/aws-apigateway";
import { DomainName, HttpApi, HttpStage, LogGroupLogDestination } from "aws-cdk-lib/aws-apigatewayv2";
import { Certificate, CertificateValidation } from "aws-cdk-lib/aws-certificatemanager";
import { LogGroup } from "aws-cdk-lib/aws-logs";
import { ARecord, type IHostedZone, RecordTarget } from "aws-cdk-lib/aws-route53";
import { ApiGatewayv2DomainProperties } from "aws-cdk-lib/aws-route53-targets";
import { Secret } from "aws-cdk-lib/aws-secretsmanager";
import { RemovalPolicy } from "aws-cdk-lib/core";
import { Construct } from "constructs";
import type { Environment } from "../environments.ts";

/** The name is the seam between two regions: the edge and the functions both read the secret by it. */
export const originSecretName = (settings: Environment): string =>
  `alliance-${settings.stage}-origin-${settings.originSecretNumber}`;
export const originDomain = (settings: Environment): string => `origin.${settings.domain}`;

/** No address, no cookie, no query: what a request was is in the function's own log, by its id. */
const accessLogLine = JSON.stringify({
  requestId: "$context.requestId",
  time: "$context.requestTime",
  routeKey: "$context.routeKey",
  status: "$context.status",
  bytes: "$context.responseLength",
  latencyMs: "$context.responseLatency",
  integrationLatencyMs: "$context.integrationLatency",
  integrationError: "$context.integrationErrorMessage",
});

export interface FrontDoorProps {
  readonly settings: Environment;
  readonly zone: IHostedZone;
}

/** The HTTP API: reached at origin.<domain> only, and of use only to who knows the origin secret. */
export class FrontDoor extends Construct {
  readonly api: HttpApi;

  constructor(scope: Construct, id: string, { settings, zone }: FrontDoorProps) {
    super(scope, id);
    this.api = new HttpApi(this, "Api", { createDefaultStage: false, disableExecuteApiEndpoint: true });
    const domainName = new DomainName(this, "Domain", {
      domainName: originDomain(settings),
      certificate: new Certificate(this, "Certificate", {
        domainName: originDomain(settings),
        validation: CertificateValidation.fromDns(zone),
      }),
    });
    new ARecord(this, "Address", {
      zone,
      recordName: `${originDomain(settings)}.`,
      target: RecordTarget.fromAlias(
        new ApiGatewayv2DomainProperties(domainName.regionalDomainName, domainName.regionalHostedZoneId),
      ),
    });
    const accessLog = new LogGroup(this, "AccessLog", {
      retention: settings.logRetentionDays,
      removalPolicy: settings.keepData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    new HttpStage(this, "Stage", {
      httpApi: this.api,
      stageName: "$default",
      autoDeploy: true,
      domainMapping: { domainName },
      throttle: { rateLimit: settings.requestsPerSecond, burstLimit: settings.requestBurst },
      accessLogSettings: {
        destination: new LogGroupLogDestination(accessLog),
        format: AccessLogFormat.custom(accessLogLine),
      },
    });
    new Secret(this, "OriginSecret", {
      secretName: originSecretName(settings),
      description: "the header by which functions know that a request came through CloudFront",
      generateSecretString: { excludePunctuation: true, passwordLength: 40 },
      replicaRegions: [{ region: "us-east-1" }],
      removalPolicy: RemovalPolicy.DESTROY,
    });
  }
}
