import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createTestingCloud, type TestingCloud } from "../testing-cloud.ts";
import { cloudfrontModule } from "./cloudfront-module.ts";
import { forward, forwardingOf } from "./forwarding.ts";
import { applyResponseHeaders, readResponseHeaders } from "./response-headers.ts";

const CACHING_DISABLED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad";
const ALL_VIEWER_EXCEPT_HOST = "b689b0a8-53d0-40ab-baf2-68738e2966ac";

let cloud: TestingCloud;
beforeEach(() => {
  cloud = createTestingCloud();
  cloud.add(cloudfrontModule);
});
afterEach(() => cloud.stop());

const sent = {
  host: "localhost:4000",
  cookie: "session=1; theme=dark",
  "accept-language": "en",
  "content-type": "text/plain",
  connection: "keep-alive",
};

describe("an origin behind CloudFront sees", () => {
  test("neither cookies nor query nor the viewer's headers when no policy forwards them", () => {
    const policies = forwardingOf(cloud, [CACHING_DISABLED, undefined], "X");
    expect(forward(policies, sent, "q=1")).toEqual({ headers: { "content-type": "text/plain" }, rawQueryString: "" });
  });

  test("everything but the host and the connection with AllViewerExceptHostHeader", () => {
    const policies = forwardingOf(cloud, [CACHING_DISABLED, ALL_VIEWER_EXCEPT_HOST], "X");
    const { host: _, connection: __, ...rest } = sent;
    expect(forward(policies, sent, "q=1&q=2")).toEqual({ headers: rest, rawQueryString: "q=1&q=2" });
  });

  test("just what a policy of the app names", async () => {
    const policy = await cloud.provision("AWS::CloudFront::OriginRequestPolicy", "Policy", {
      OriginRequestPolicyConfig: {
        HeadersConfig: { HeaderBehavior: "whitelist", Headers: ["Accept-Language"] },
        CookiesConfig: { CookieBehavior: "allExcept", Cookies: ["theme"] },
        QueryStringsConfig: { QueryStringBehavior: "whitelist", QueryStrings: ["page"] },
      },
    });
    const policies = forwardingOf(cloud, [CACHING_DISABLED, policy.ref], "X");
    expect(forward(policies, sent, "page=2&utm=x")).toEqual({
      headers: { "accept-language": "en", "content-type": "text/plain", cookie: "session=1" },
      rawQueryString: "page=2",
    });
  });

  test("nothing when its policy is unknown: that is refused by name", () => {
    expect(() => forwardingOf(cloud, ["some-other-id"], "Edge.D")).toThrow(
      "the CloudFront policy some-other-id is not supported",
    );
  });
});

describe("a response headers policy", () => {
  const config = {
    Name: "p",
    SecurityHeadersConfig: {
      FrameOptions: { FrameOption: "DENY", Override: false },
      StrictTransportSecurity: { AccessControlMaxAgeSec: 60, IncludeSubdomains: true, Override: true },
    },
    CustomHeadersConfig: { Items: [{ Header: "X-Shop", Value: "open", Override: true }] },
    RemoveHeadersConfig: { Items: [{ Header: "Server" }] },
  };
  const answer = { status: 200, headers: { server: "x", "x-frame-options": "SAMEORIGIN" }, body: Buffer.alloc(0) };

  test("adds, keeps or overrides, and removes", () => {
    expect(applyResponseHeaders(answer, readResponseHeaders(config, "X")).headers).toEqual({
      "x-frame-options": "SAMEORIGIN",
      "strict-transport-security": "max-age=60; includeSubDomains",
      "x-shop": "open",
    });
  });

  test.each([
    [{ CorsConfig: {} }, "CorsConfig of a response headers policy"],
    [{ SecurityHeadersConfig: { XSSProtection: {} } }, "XSSProtection of a response headers policy"],
  ])("with %j is refused by name", (part, message) => {
    expect(() => readResponseHeaders(part, "X")).toThrow(message);
  });
});
