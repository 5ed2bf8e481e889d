import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createTestingCloud, type TestingCloud } from "../testing-cloud.ts";
import { httpApiModule, httpApisByHost } from "./http-api-module.ts";
import type { ApiRequest } from "./proxy-event.ts";
import { proxyResult } from "./proxy-result.ts";
import { Throttle } from "./throttle.ts";

const functionArn = "arn:aws:lambda:eu-west-2:111111111111:function:web";
const request: ApiRequest = {
  method: "GET",
  path: "/hello",
  rawQueryString: "",
  headers: {},
  body: Buffer.alloc(0),
  sourceIp: "127.0.0.1",
  domainName: "api.example.org",
  traceId: "1-00000000-000000000000000000000000",
};

let cloud: TestingCloud;
beforeEach(() => {
  cloud = createTestingCloud();
  cloud.add(httpApiModule);
});
afterEach(() => cloud.stop());

async function api(options: { api?: object; stage?: object; route?: object; integration?: object } = {}) {
  const { ref: ApiId } = await cloud.provision("AWS::ApiGatewayV2::Api", "Api", {
    ProtocolType: "HTTP",
    ...options.api,
  });
  const integration = await cloud.provision("AWS::ApiGatewayV2::Integration", "Integration", {
    ApiId,
    IntegrationType: "AWS_PROXY",
    PayloadFormatVersion: "2.0",
    IntegrationUri: functionArn,
    ...options.integration,
  });
  const Target = `integrations/${integration.ref}`;
  await cloud.provision("AWS::ApiGatewayV2::Route", "Route", {
    ApiId,
    RouteKey: "GET /hello",
    Target,
    ...options.route,
  });
  await cloud.provision("AWS::ApiGatewayV2::Stage", "Stage", { ApiId, StageName: "$default", ...options.stage });
  return { ApiId, hosts: () => httpApisByHost(cloud) };
}

async function handle(given: Partial<ApiRequest> = {}, options: Parameters<typeof api>[0] = {}) {
  const { hosts } = await api(options);
  const [only] = hosts().values();
  return () => only?.handle({ ...request, ...given });
}

describe("an HTTP API", () => {
  test("answers at its own address, and at a domain mapped to it", async () => {
    const { ApiId, hosts } = await api();
    await cloud.provision("AWS::ApiGatewayV2::ApiMapping", "Mapping", {
      ApiId,
      DomainName: "api.example.org",
      Stage: "$default",
    });
    expect([...hosts().keys()]).toEqual([`${ApiId}.execute-api.eu-west-2.amazonaws.com`, "api.example.org"]);
  });

  test("does not answer at its own address when that is disabled", async () => {
    const { hosts } = await api({ api: { DisableExecuteApiEndpoint: true } });
    expect([...hosts().keys()]).toEqual([]);
  });

  test("gives what the function returned", async () => {
    cloud.setFunction(functionArn, () => ({
      statusCode: 201,
      headers: { "X-A": "b" },
      body: "aGk=",
      isBase64Encoded: true,
    }));
    const answer = await (await handle())();
    expect(answer).toMatchObject({ status: 201, headers: { "x-a": "b" }, body: Buffer.from("hi") });
  });

  test("is 404 where no route fits and 500 when the function fails", async () => {
    cloud.setFunction(functionArn, () => {
      throw new Error("secret detail");
    });
    const failing = await handle();
    expect((await failing())?.status).toBe(500);
    expect(String((await failing())?.body)).toBe('{"message":"Internal Server Error"}');
  });

  test("is 503 when the function takes longer than the integration's timeout", async () => {
    cloud.setFunction(functionArn, () => new Promise(() => undefined));
    const slow = await handle({}, { integration: { TimeoutInMillis: 50 } });
    expect((await slow())?.status).toBe(503);
  });

  test("is 429 above the stage's burst", async () => {
    cloud.setFunction(functionArn, () => ({ statusCode: 200 }));
    const settings = { DefaultRouteSettings: { ThrottlingBurstLimit: 2, ThrottlingRateLimit: 0.001 } };
    const call = await handle({}, { stage: settings });
    const statuses = [await call(), await call(), await call()].map((answer) => answer?.status);
    expect(statuses).toEqual([200, 200, 429]);
  });

  test.each([
    [{ integration: { IntegrationType: "HTTP_PROXY" } }, "only AWS_PROXY integrations"],
    [{ integration: { PayloadFormatVersion: "1.0" } }, "payload format 2.0"],
    [{ route: { AuthorizationType: "JWT" } }, "the route authorization JWT is not supported"],
    [{ stage: { StageName: "prod" } }, "exactly one stage, named $default"],
  ])("with %j is refused by name", async (options, message) => {
    const { hosts } = await api(options);
    expect(hosts).toThrow(message);
  });

  test("of the WebSocket kind is refused", async () => {
    await expect(api({ api: { ProtocolType: "WEBSOCKET" } })).rejects.toThrow("only HTTP APIs are supported");
  });
});

describe("what a function returns", () => {
  test.each([
    [{ hello: 1 }, 200, '{"hello":1}'],
    ["text", 200, "text"],
    [null, 200, "null"],
    [{ statusCode: "abc" }, 500, '{"message":"Internal Server Error"}'],
  ])("%j becomes a %i", (payload, status, body) => {
    const answer = proxyResult(payload);
    expect([answer.status, String(answer.body)]).toEqual([status, body]);
  });

  test("sets each cookie by its own header", () => {
    const { headers } = proxyResult({ statusCode: 200, cookies: ["a=1", "b=2"] });
    expect(headers["set-cookie"]).toEqual(["a=1", "b=2"]);
  });
});

test("a throttle fills again with time", () => {
  let now = 0;
  const throttle = new Throttle({ rate: 10, burst: 1, now: () => now });
  expect([throttle.admits(), throttle.admits()]).toEqual([true, false]);
  now = 100;
  expect(throttle.admits()).toBe(true);
});
