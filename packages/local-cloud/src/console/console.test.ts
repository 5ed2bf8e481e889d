import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ReceiveMessageCommand, SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { cognitoModule } from "../cognito.ts";
import type { Persona } from "../contract.ts";
import { eventsModule } from "../events/events-module.ts";
import { type Mail, storeMail } from "../ses/mailbox.ts";
import { sesModule } from "../ses/ses-module.ts";
import { sqsModule } from "../sqs/sqs-module.ts";
import { createServedCloud, type ServedCloud } from "../testing-endpoint.ts";
import { consoleModule } from "./console-module.ts";
import { isOwnHost } from "./request-check.ts";

const DAY = 86_400_000;
const lead: Persona = {
  ...{ name: "lead", sub: "s-1", email: "lead@example.org", givenName: "Priya", familyName: "Raman" },
  ...{ groups: [], description: "Leads" },
};
const mail: Mail = {
  ...{ messageId: "m1", sentAt: "2026-11-21T12:00:00.000Z", from: "a@example.org", to: ["Ada <ada@example.org>"] },
  ...{ cc: [], bcc: [], replyTo: [], subject: "<b>Hello</b>", text: "Hi", headers: [], tags: { id: "1" } },
  html: '<html><head></head><body><img src="cid:logo"><script>alert(1)</script></body></html>',
  ...{ status: "delivered", traceId: "1-a-b" },
  attachments: [{ fileName: 'in"voice é.pdf', contentType: "application/pdf", sizeBytes: 4, contentId: "logo" }],
};

describe("the console", () => {
  let cloud: ServedCloud;
  let deadLetters: string;
  let queueUrl: string;
  beforeEach(async () => {
    const modules = [sqsModule, eventsModule, sesModule, cognitoModule, consoleModule];
    cloud = await createServedCloud(modules, { personas: [lead] });
    const pool = await cloud.provision("AWS::Cognito::UserPool", "People");
    await cloud.provision("AWS::Cognito::UserPoolClient", "Web", {
      ...{ UserPoolId: pool.ref, CallbackURLs: ["http://localhost/cb"], AllowedOAuthFlows: ["code"] },
    });
    const dead = await cloud.provision("AWS::SQS::Queue", "Dead");
    const RedrivePolicy = { deadLetterTargetArn: dead.arn, maxReceiveCount: 1 };
    queueUrl = (await cloud.provision("AWS::SQS::Queue", "Work", { RedrivePolicy })).ref;
    deadLetters = dead.arn;
    await cloud.start();
  });
  afterEach(() => cloud.stop());

  const json = { accept: "application/json" };
  const get = (path: string, headers: Record<string, string> = {}) => fetch(cloud.publicOrigin + path, { headers });
  const getJson = async (path: string) => (await get(path, json)).json() as Promise<Record<string, unknown>>;
  const post = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
    fetch(cloud.publicOrigin + path, {
      ...{ method: "POST", body: new URLSearchParams(fields), redirect: "manual" },
      headers: { origin: cloud.publicOrigin, ...headers },
    });

  it("has every page without script, from nowhere else, and the same facts as JSON", async () => {
    storeMail(cloud.state, mail, [Buffer.from("%PDF")]);
    cloud.timeline.record({ traceId: "1-a-b", kind: "request", name: "GET /", startedAt: 1, durationMs: 2 });
    const paths = ["", "mail", "mail/m1", "timeline", "timeline/1-a-b", "queues", "clock", "iam", "logs"];
    for (const path of paths) {
      const page = await get(`/_local/${path}`);
      const text = await page.text();
      expect([path, page.status]).toEqual([path, 200]);
      expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
      expect(text).not.toContain("<script");
      expect(text).not.toMatch(/(src|href)="https?:\/\/(?!127\.0\.0\.1)/);
      expect(await getJson(`/_local/${path}`)).toBeTypeOf("object");
    }
    expect((await get("/_local/mail.json")).headers.get("content-type")).toContain("application/json");
    expect((await get("/_local/style.css")).headers.get("content-type")).toContain("text/css");
    expect((await get("/_local/nothing")).status).toBe(404);
  });

  it("shows a mail as its reader sees it, shut off from everything else", async () => {
    storeMail(cloud.state, mail, [Buffer.from("%PDF")]);
    const list = await (await get("/_local/mail")).text();
    expect(list).toContain("&lt;b&gt;Hello&lt;/b&gt;");
    const body = await get("/_local/mail/m1/html");
    expect(body.headers.get("content-security-policy")).toMatch(/default-src 'none'.*sandbox (?!.*allow-scripts)/);
    expect(await body.text()).toContain('<base target="_top"></head><body><img src="/_local/mail/m1/attachments/0">');
    const attachment = await get("/_local/mail/m1/attachments/0");
    expect(attachment.headers.get("content-disposition")).toBe(
      `attachment; filename="in_voice _.pdf"; filename*=UTF-8''in%22voice%20%C3%A9.pdf`,
    );
    expect(await attachment.text()).toBe("%PDF");
    expect((await get("/_local/mail/m1/attachments/1")).status).toBe(404);
    expect((await getJson("/_local/mail?to=ada@example.org")).mails).toHaveLength(1);
    expect((await getJson("/_local/mail?to=eve@example.org")).mails).toEqual([]);
  });

  it("puts dead letters back, one or all", async () => {
    const client = new SQSClient(cloud.sdk);
    for (const body of ["one", "two", "three"]) {
      await client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: body }));
    }
    const receive = { QueueUrl: queueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 0 };
    await client.send(new ReceiveMessageCommand(receive));
    await client.send(new ReceiveMessageCommand(receive));
    const facts = async () =>
      (
        (await getJson("/_local/queues")).queues as {
          arn: string;
          visible: number;
          messages: { messageId: string }[];
        }[]
      ).find((queue) => queue.arn === deadLetters);
    expect((await facts())?.messages).toHaveLength(3);
    const messageId = (await facts())?.messages[0]?.messageId ?? "";
    const one = await post("/_local/queues/redrive", { queue: deadLetters, messageId }, json);
    expect(await one.json()).toEqual({ moved: 1 });
    const rest = await post("/_local/queues/redrive", { queue: deadLetters });
    expect([rest.status, rest.headers.get("location")]).toEqual([303, "/_local/queues?moved=2"]);
    expect((await facts())?.visible).toBe(0);
    expect((await post("/_local/queues/redrive", { queue: "none" })).status).toBe(404);
  });

  it("moves the clock forward by a form or by JSON, and refuses anything else", async () => {
    expect((await post("/_local/clock", { seconds: "86400" })).headers.get("location")).toBe("/_local/clock");
    const moved = await fetch(`${cloud.publicOrigin}/_local/clock`, {
      ...{ method: "POST", body: JSON.stringify({ days: 30 }) },
      headers: { ...json, "content-type": "application/json" },
    });
    expect(await moved.json()).toMatchObject({ offsetMs: 31 * DAY });
    const date = new Date(cloud.clock.now() + 10 * DAY).toISOString().slice(0, 10);
    expect((await post("/_local/clock", { date })).status).toBe(303);
    expect(new Date(cloud.clock.now()).toISOString().slice(0, 10)).toBe(date);
    for (const wrong of [
      { seconds: "-5" },
      { seconds: "x" },
      { date: "2001-01-01" },
      { date: "soon" },
      { days: "1", seconds: "1" },
      {},
    ]) {
      expect((await post("/_local/clock", wrong)).status).toBe(422);
    }
    expect(new Date(cloud.clock.now()).toISOString().slice(0, 10)).toBe(date);
  });

  it("changes nothing for another site and answers only to its own name", async () => {
    const before = cloud.clock.offsetMs();
    const fields = { seconds: "60" };
    expect((await post("/_local/clock", fields, { origin: "https://evil.example" })).status).toBe(403);
    expect((await post("/_local/clock", fields, { "sec-fetch-site": "cross-site" })).status).toBe(403);
    expect(cloud.clock.offsetMs()).toBe(before);
    expect(isOwnHost("evil.example:4000", cloud.publicOrigin)).toBe(false);
    expect(isOwnHost("localhost:4000", cloud.publicOrigin)).toBe(true);
  });

  it("hands a bearer token to scripts as plain text, or with its facts as JSON", async () => {
    const text = await (await get("/_local/token?persona=lead")).text();
    expect(text.split(".")).toHaveLength(3);
    expect(await getJson("/_local/token?persona=lead")).toMatchObject({ token_type: "Bearer", sub: "s-1" });
    const refused = await get("/_local/token?persona=nobody");
    expect([refused.status, await refused.text()]).toEqual([404, expect.stringContaining("There are: lead")]);
    expect((await get("/_local/token?who=me")).status).toBe(400);
  });

  it("shows the newest log lines and opens no other file", async () => {
    mkdirSync(join(cloud.dataFolder, "logs"));
    const lines = [JSON.stringify({ level: "ERROR", message: "<i>boom</i>", stack: "x" }), "plain"];
    writeFileSync(join(cloud.dataFolder, "logs", "web.log"), `${lines.join("\n")}\n`);
    expect((await getJson("/_local/logs/web")).lines).toEqual(["plain", lines[0]]);
    expect(await (await get("/_local/logs/web")).text()).toContain("&lt;i&gt;boom&lt;/i&gt;");
    expect((await get("/_local/logs/..%2F..%2Fetc%2Fpasswd")).status).toBe(404);
  });
});
