import { Certificate, CertificateValidation } from "aws-cdk-lib/aws-certificatemanager";
import {
  AllowedMethods,
  type BehaviorOptions,
  CachePolicy,
  Distribution,
  HeadersFrameOption,
  HeadersReferrerPolicy,
  HttpVersion,
  OriginProtocolPolicy,
  OriginRequestPolicy,
  OriginSslPolicy,
  PriceClass,
  ResponseHeadersPolicy,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from "aws-cdk-lib/aws-cloudfront";
import { HttpOrigin } from "aws-cdk-lib/aws-cloudfront-origins";
import { AaaaRecord, ARecord, HostedZone, type IHostedZone, RecordTarget } from "aws-cdk-lib/aws-route53";
import { CloudFrontTarget } from "aws-cdk-lib/aws-route53-targets";
import { Duration, SecretValue, Stack, type StackProps } from "aws-cdk-lib/core";
import type { Construct } from "constructs";
import { AccessLog } from "./constructs/access-log.ts";
import { originDomain, originSecretName } from "./constructs/front-door.ts";
import { WebFirewall } from "./constructs/web-firewall.ts";
import type { Environment } from "./environments.ts";

export interface EdgeProps extends StackProps {
  readonly settings: Environment;
}

/** What the world reaches: CloudFront with a firewall, in us-east-1 because CloudFront asks for its parts there. */
export class EdgeStack extends Stack {
  readonly distribution: Distribution;

  constructor(scope: Construct, id: string, { settings, ...stackProps }: EdgeProps) {
    super(scope, id, stackProps);
    const zone = HostedZone.fromHostedZoneAttributes(this, "Zone", {
      hostedZoneId: settings.hostedZoneId,
      zoneName: settings.domain,
    });
    const toApi = this.toApi(settings);
    const firewall = new WebFirewall(this, "Firewall", settings);
    this.distribution = new Distribution(this, "Distribution", {
      comment: `alliance ${settings.stage}`,
      domainNames: [settings.domain],
      certificate: new Certificate(this, "Certificate", {
        domainName: settings.domain,
        validation: CertificateValidation.fromDns(zone),
      }),
      minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
      httpVersion: HttpVersion.HTTP2_AND_3,
      priceClass: PriceClass.PRICE_CLASS_100,
      webAclId: firewall.arn,
      defaultBehavior: {
        ...toApi,
        cachePolicy: CachePolicy.CACHING_DISABLED,
        allowedMethods: AllowedMethods.ALLOW_ALL,
      },
      // File names carry a hash of their content, so a copy is right for ever.
      additionalBehaviors: { "/assets/*": { ...toApi, cachePolicy: CachePolicy.CACHING_OPTIMIZED } },
    });
    new AccessLog(this, "Logs", { settings, distribution: this.distribution });
    this.address(zone);
  }

  private toApi(settings: Environment): BehaviorOptions {
    return {
      origin: new HttpOrigin(originDomain(settings), {
        protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY,
        originSslProtocols: [OriginSslPolicy.TLS_V1_2],
        readTimeout: Duration.seconds(30),
        customHeaders: { "x-origin-secret": SecretValue.secretsManager(originSecretName(settings)).unsafeUnwrap() },
      }),
      originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      compress: true,
      responseHeadersPolicy: this.headers(),
    };
  }

  /** What the functions send themselves is kept; these also cover CloudFront's own error answers. */
  private headers(): ResponseHeadersPolicy {
    return new ResponseHeadersPolicy(this, "Headers", {
      removeHeaders: ["server"],
      securityHeadersBehavior: {
        contentTypeOptions: { override: false },
        frameOptions: { frameOption: HeadersFrameOption.DENY, override: false },
        referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.SAME_ORIGIN, override: false },
        strictTransportSecurity: {
          accessControlMaxAge: Duration.days(730),
          includeSubdomains: true,
          override: true,
        },
      },
    });
  }

  private address(zone: IHostedZone): void {
    const props = {
      zone,
      recordName: `${zone.zoneName}.`,
      target: RecordTarget.fromAlias(new CloudFrontTarget(this.distribution)),
    };
    new ARecord(this, "Address", props);
    new AaaaRecord(this, "AddressV6", props);
  }
}
