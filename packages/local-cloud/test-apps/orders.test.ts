import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { type RunningCloud, startLocalCloud } from "../src/index.ts";
import { synthOrders } from "./orders/app.ts";

// Each test starts a whole cloud, which takes long on a machine that is busy with others.
vi.setConfig({ testTimeout: 90_000 });

const folder = mkdtempSync(join(tmpdir(), "local-cloud-orders-"));
const synthesized = join(folder, "cdk.out");
let assembly: string;
let dataFolder: string;
let runs = 0;
let cloud: RunningCloud;

beforeAll(() => {
  synthOrders(synthesized);
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

beforeEach(() => {
  runs += 1;
  assembly = join(folder, `assembly-${runs}`);
  dataFolder = join(folder, `data-${runs}`);
  cpSync(synthesized, assembly, { recursive: true });
});
afterEach(() => cloud?.stop());

async function start(): Promise<void> {
  const parameters = { PublicOrigin: "{publicOrigin}" };
  cloud = await startLocalCloud({ assembly, dataFolder, port: 0, parameters, warm: false });
}

const order = (id: string, email = `${id}@example.org`) =>
  fetch(`${cloud.publicOrigin}/orders`, {
    method: "POST",
    redirect: "manual",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ id, email }),
  });

/** Changes one stack's template as another version of the app would. */
function editTemplate(stack: string, edit: (resources: Record<string, Record<string, unknown>>) => void): void {
  const file = join(assembly, `${stack}.template.json`);
  const template = JSON.parse(readFileSync(file, "utf8"));
  edit(template.Resources);
  writeFileSync(file, JSON.stringify(template));
}

function traceOf(response: Response): string {
  return response.headers.get("x-amzn-trace-id")?.replace("Root=", "") ?? "";
}

describe("the orders app runs whole", () => {
  test("from a request to an email, and its timeline shows every step", async () => {
    await start();
    const placed = await order("o1");
    expect(placed.status).toBe(303);
    expect(placed.headers.get("location")).toBe("/orders/o1");
    expect(placed.headers.getSetCookie()).toEqual(["last=1; Path=/", "order=o1; Path=/"]);
    await cloud.idle();
    const mails = await cloud.mailbox();
    expect(mails).toHaveLength(1);
    expect(JSON.stringify(mails[0])).toContain("o1@example.org");
    const kinds = new Set(cloud.timeline.trace(traceOf(placed)).map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual(
      expect.arrayContaining(["email", "event", "function", "queue", "request", "stream"]),
    );
    const shown = await fetch(`${cloud.publicOrigin}/orders/o1`);
    expect(await shown.json()).toEqual({ id: "o1", email: "o1@example.org" });
  });

  test("with thirty orders at once: each is kept once and mailed once", async () => {
    await start();
    const ids = Array.from({ length: 30 }, (_, at) => `many${at}`);
    const answers = await Promise.all(ids.map((id) => order(id)));
    expect(answers.every(({ status }) => status === 303)).toBe(true);
    await cloud.idle();
    const mailed = (await cloud.mailbox()).map((mail) => JSON.stringify(mail));
    expect(mailed).toHaveLength(30);
    expect(ids.every((id) => mailed.filter((mail) => mail.includes(`${id}@example.org`)).length === 1)).toBe(true);
  });

  test("and a failing function is a 500 that says nothing of why", async () => {
    await start();
    await order("twice");
    const again = await order("twice");
    expect(again.status).toBe(500);
    expect(await again.json()).toEqual({ message: "Internal Server Error" });
    expect(cloud.timeline.trace(traceOf(again)).map(({ error }) => error)).toContainEqual(
      expect.stringContaining("ConditionalCheckFailedException"),
    );
    await cloud.idle();
    expect(await cloud.mailbox()).toHaveLength(1);
  });

  test("again after a restart, with what it kept and no mail sent twice", async () => {
    await start();
    await order("kept");
    await cloud.idle();
    await cloud.stop();
    await start();
    await cloud.idle();
    expect((await fetch(`${cloud.publicOrigin}/orders/kept`)).status).toBe(200);
    expect(await cloud.mailbox()).toHaveLength(1);
    await order("later");
    await cloud.idle();
    expect(await cloud.mailbox()).toHaveLength(2);
  });

  test("behind its distribution, whose header carries the secret that the function compares", async () => {
    await start();
    const response = await fetch(`${cloud.publicOrigin}/any/thing?a=1&a=2`, {
      headers: { cookie: "x=1; y=2", "x-origin-secret": "forged" },
    });
    expect(response.status).toBe(200);
    const { event, env } = (await response.json()) as { event: Record<string, unknown>; env: Record<string, string> };
    expect(event).toMatchObject({
      version: "2.0",
      routeKey: "ANY /{proxy+}",
      rawPath: "/any/thing",
      rawQueryString: "a=1&a=2",
      queryStringParameters: { a: "1,2" },
      cookies: ["x=1", "y=2"],
      pathParameters: { proxy: "any/thing" },
      isBase64Encoded: false,
    });
    expect(env.PUBLIC_ORIGIN).toBe(cloud.publicOrigin);
    expect(env.ORIGIN_SECRET).toMatch(/^\w{32}$/);
    expect(env.AWS_ENDPOINT_URL).toBe(cloud.awsEndpoint);
  });

  test("and a form post arrives in base64, as API Gateway sends it", async () => {
    await start();
    const response = await fetch(`${cloud.publicOrigin}/form`, {
      method: "POST",
      body: new URLSearchParams({ a: "é" }),
    });
    const { event } = (await response.json()) as { event: { body: string; isBase64Encoded: boolean } };
    expect(event.isBase64Encoded).toBe(true);
    expect(Buffer.from(event.body, "base64").toString()).toBe("a=%C3%A9");
  });
});

describe("a request that API Gateway would refuse never reaches the function:", () => {
  test.each([
    ["a body over 10 MB", "/x", { method: "POST", body: Buffer.alloc(10_000_001) }, 413],
    ["headers over 10,240 bytes", "/x", { headers: { "x-long": "y".repeat(10_300) } }, 431],
    ["a malformed path", "/%E0%A4%A", {}, 400],
  ])("%s", async (_, path, init, status) => {
    await start();
    const response = await fetch(`${cloud.publicOrigin}${path}`, init as RequestInit);
    expect(response.status).toBe(status);
    expect(cloud.timeline.trace(traceOf(response)).map(({ kind }) => kind)).toEqual(["request"]);
  });
});

describe("permissions are those of the template", () => {
  test("a call without a grant is denied as in AWS, by names", async () => {
    editTemplate("Web", (resources) => {
      const [policy] = Object.values(resources).filter(({ Type }) => Type === "AWS::IAM::Policy");
      const text = JSON.stringify(policy).replace("dynamodb:PutItem", "dynamodb:UpdateItem");
      Object.assign(policy as object, JSON.parse(text));
    });
    await start();
    const placed = await order("denied");
    expect(placed.status).toBe(500);
    const errors = cloud.timeline.trace(traceOf(placed)).map(({ error }) => error ?? "");
    expect(errors.join()).toMatch(
      /AccessDeniedException: User: .*assumed-role.* perform: dynamodb:PutItem on resource: .*table/,
    );
  });

  test("a function that API Gateway may not invoke is not", async () => {
    editTemplate("Web", (resources) => {
      for (const [id, { Type }] of Object.entries(resources)) {
        if (Type === "AWS::Lambda::Permission") delete resources[id];
      }
    });
    await start();
    const placed = await order("denied");
    expect(placed.status).toBe(500);
    const [request] = cloud.timeline.trace(traceOf(placed));
    expect(request?.error).toContain("no AWS::Lambda::Permission allows it");
  });

  test("a Scan is refused to functions", async () => {
    await start();
    const response = await fetch(`${cloud.publicOrigin}/scan`);
    expect(await response.text()).toContain("dynamodb:Scan");
    expect(response.status).toBe(403);
  });

  test("grants that no call needed are listed", async () => {
    await start();
    await order("one");
    await cloud.idle();
    const unused = cloud.unusedGrants().map(({ action }) => action);
    expect(unused).toContain("dynamodb:DeleteItem");
    expect(unused).not.toContain("dynamodb:PutItem");
    expect(unused).not.toContain("ses:SendEmail");
  });
});

test("a changed bundle is live in the next request, and nothing kept is lost", async () => {
  await start();
  await order("before");
  const bundle = readdirSync(assembly)
    .map((name) => join(assembly, name, "index.mjs"))
    .find((file) => file.includes("asset.") && readFileSync(file, "utf8").includes("only through the distribution"));
  const code = readFileSync(String(bundle), "utf8");
  writeFileSync(String(bundle), code.replaceAll("statusCode:303", "statusCode:302"));
  expect((await order("after")).status).toBe(302);
  expect((await fetch(`${cloud.publicOrigin}/orders/before`)).status).toBe(200);
});

test("the clock moved forward is the functions' clock", async () => {
  await start();
  const year = 365 * 24 * 3600 * 1000;
  cloud.clock.moveForward(year);
  const { now } = (await (await fetch(`${cloud.publicOrigin}/now`)).json()) as { now: number };
  expect(Math.abs(now - cloud.clock.now())).toBeLessThan(10_000);
});

describe("the start is refused, by name, for", () => {
  type Raw = Record<string, unknown>;
  const property = (more: Raw) => (resource: Raw) => Object.assign(resource.Properties as object, more);
  const type = (resource: Raw) => Object.assign(resource, { Type: "AWS::EC2::Instance" });

  test.each([
    ["an unknown type", type, "resource type AWS::EC2::Instance"],
    ["an unknown property", property({ VpcConfig: {} }), "property VpcConfig of AWS::Lambda::Function"],
    ["an unknown intrinsic", property({ Description: { "Fn::Cidr": [] } }), "the intrinsic Fn::Cidr is not supported"],
    ["another runtime", property({ Runtime: "python3.14" }), "the runtime python3.14 is not supported"],
  ])("%s", async (_, edit, message) => {
    editTemplate("Web", (resources) => {
      edit(Object.values(resources).find(({ Type }) => Type === "AWS::Lambda::Function") as Raw);
    });
    await expect(start()).rejects.toThrow(message);
  });
});
