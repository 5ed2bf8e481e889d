import { wallNow } from "../clock.ts";
import type { Cloud, Resource } from "../contract.ts";
import { Refusal } from "../refusal.ts";
import { type ApiRequest, proxyEvent } from "./proxy-event.ts";
import { type ApiResponse, gatewayAnswer, proxyResult } from "./proxy-result.ts";
import { type Route, RouteTable } from "./route-table.ts";
import { Throttle } from "./throttle.ts";

export const BODY_LIMIT_BYTES = 10_000_000;
const HEADER_LIMIT_BYTES = 10_240;
const INTEGRATION_TIMEOUT_MS = 30_000;

interface ThrottleSettings {
  readonly ThrottlingBurstLimit?: number;
  readonly ThrottlingRateLimit?: number;
}

interface Integration {
  readonly functionArn: string;
  readonly timeoutMs: number;
}

export interface StageProperties {
  readonly ApiId: string;
  readonly StageName: string;
  readonly DefaultRouteSettings?: ThrottleSettings;
  readonly RouteSettings?: Readonly<Record<string, ThrottleSettings>>;
}

/** One deployed HTTP API stage: routes requests to functions as API Gateway does. */
export class HttpApi {
  readonly id: string;
  readonly #cloud: Cloud;
  readonly #stage: string;
  readonly #region: string;
  readonly #routes: RouteTable;
  readonly #integrations: ReadonlyMap<string, Integration>;
  readonly #throttles = new Map<string, Throttle>();
  readonly #settings: StageProperties;

  constructor(cloud: Cloud, api: Resource, stage: Resource<StageProperties>) {
    this.id = api.ref;
    this.#cloud = cloud;
    this.#region = api.region;
    this.#stage = stage.properties.StageName;
    this.#settings = stage.properties;
    const of = (type: string) =>
      cloud.resourcesOfType<Record<string, string>>(type).filter(({ properties }) => properties.ApiId === api.ref);
    this.#integrations = new Map(
      of("AWS::ApiGatewayV2::Integration").map((one) => [`integrations/${one.ref}`, readIntegration(one)]),
    );
    this.#routes = new RouteTable(of("AWS::ApiGatewayV2::Route").map(readRoute));
  }

  async handle(request: ApiRequest): Promise<ApiResponse> {
    const refused = refusedForSize(request);
    if (refused !== undefined) {
      return refused;
    }
    let path: string;
    try {
      path = decodeURIComponent(request.path);
    } catch {
      return gatewayAnswer(400, "Bad Request");
    }
    const match = this.#routes.match(request.method, path);
    const integration = this.#integrations.get(match?.route.target ?? "");
    if (match === undefined || integration === undefined) {
      return gatewayAnswer(404, "Not Found");
    }
    if (!this.#admits(match.route.routeKey)) {
      return gatewayAnswer(429, "Too Many Requests");
    }
    const identity = {
      apiId: this.id,
      accountId: this.#cloud.accountId,
      stage: this.#stage,
      now: Math.floor(this.#cloud.clock.now()),
    };
    return await this.#invoke(integration, match.route, proxyEvent(request, match, identity), request.traceId);
  }

  async #invoke(integration: Integration, route: Route, event: unknown, traceId: string): Promise<ApiResponse> {
    const { functionArn, timeoutMs } = integration;
    // As the console shows it: API id, stage, method and path with variables kept.
    const path = route.routeKey === "$default" ? "$default" : route.routeKey.replace(/^ANY /, "*").replace(" ", "");
    const sourceArn = `arn:aws:execute-api:${this.#region}:${this.#cloud.accountId}:${this.id}/${this.#stage}/${path}`;
    this.#cloud.authoriseInvoke(functionArn, { service: "apigateway.amazonaws.com", sourceArn });
    let timer: NodeJS.Timeout | undefined;
    const tooLate = new Promise<undefined>((resolve) => {
      timer = setTimeout(() => resolve(undefined), timeoutMs);
    });
    const result = await Promise.race([this.#cloud.functions.invoke(functionArn, event, traceId, timeoutMs), tooLate]);
    clearTimeout(timer);
    if (result === undefined) {
      return gatewayAnswer(503, "Service Unavailable");
    }
    return result.error === undefined ? proxyResult(result.payload) : gatewayAnswer(500, "Internal Server Error");
  }

  #admits(routeKey: string): boolean {
    const settings = this.#settings.RouteSettings?.[routeKey] ?? this.#settings.DefaultRouteSettings ?? {};
    const { ThrottlingRateLimit: rate, ThrottlingBurstLimit: burst } = settings;
    if (rate === undefined || burst === undefined) {
      return true;
    }
    let throttle = this.#throttles.get(routeKey);
    if (throttle === undefined) {
      throttle = new Throttle({ rate: Number(rate), burst: Number(burst), now: wallNow });
      this.#throttles.set(routeKey, throttle);
    }
    return throttle.admits();
  }
}

function refusedForSize(request: ApiRequest): ApiResponse | undefined {
  if (request.body.length > BODY_LIMIT_BYTES) {
    return gatewayAnswer(413, "Request Entity Too Large");
  }
  const lengths = Object.entries(request.headers).map(([name, value]) => name.length + value.length);
  const requestLine = request.method.length + request.path.length + request.rawQueryString.length;
  const total = lengths.reduce((sum, length) => sum + length, requestLine);
  return total > HEADER_LIMIT_BYTES ? gatewayAnswer(431, "Request Header Fields Too Large") : undefined;
}

function readRoute({ stack, logicalId, properties }: Resource<Record<string, string>>): Route {
  const { RouteKey: routeKey = "", Target: target = "", AuthorizationType = "NONE" } = properties;
  if (AuthorizationType !== "NONE") {
    throw new Refusal(`${stack}.${logicalId}: the route authorization ${AuthorizationType} is not supported`);
  }
  return { routeKey, target };
}

function readIntegration({ stack, logicalId, properties }: Resource<Record<string, string>>): Integration {
  const { IntegrationType, PayloadFormatVersion, IntegrationUri = "", TimeoutInMillis } = properties;
  if (IntegrationType !== "AWS_PROXY" || PayloadFormatVersion !== "2.0") {
    throw new Refusal(`${stack}.${logicalId}: only AWS_PROXY integrations with payload format 2.0 are supported`);
  }
  return {
    functionArn: /:path\/2015-03-31\/functions\/(.+)\/invocations$/.exec(IntegrationUri)?.[1] ?? IntegrationUri,
    timeoutMs: Number(TimeoutInMillis ?? INTEGRATION_TIMEOUT_MS),
  };
}
