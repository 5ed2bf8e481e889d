import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { eventsModule } from "../events/events-module.ts";
import type { BusEvent } from "../events/target-input.ts";
import { sqsModule } from "../sqs/sqs-module.ts";
import { createTestingCloud, type TestingCloud } from "../testing-cloud.ts";
import { listSchedules, schedulesModule } from "./schedules-module.ts";

const functionArn = "arn:aws:lambda:eu-west-2:111111111111:function:renew";
const roleArn = "arn:aws:iam::111111111111:role/scheduler";
const HOUR_MS = 3_600_000;
const running: TestingCloud[] = [];

afterEach(async () => {
  for (const cloud of running.splice(0)) await cloud.stop();
});

async function cloudWith(
  schedule: Record<string, unknown>,
  code: (payload: BusEvent) => unknown,
  folder?: string,
): Promise<TestingCloud> {
  const cloud = createTestingCloud(folder === undefined ? {} : { folder });
  running.push(cloud);
  for (const module of [sqsModule, eventsModule, schedulesModule]) cloud.add(module);
  cloud.setFunction(functionArn, code as never);
  await cloud.provision("AWS::Scheduler::Schedule", "Nightly", {
    FlexibleTimeWindow: { Mode: "OFF" },
    ScheduleExpression: "rate(1 hour)",
    Target: { Arn: functionArn, RoleArn: roleArn },
    ...schedule,
  });
  await cloud.start();
  return cloud;
}

test("moving the clock fires what came due: once, however often it was missed, with the latest time", async () => {
  const seen: BusEvent[] = [];
  const cloud = await cloudWith({}, (event) => void seen.push(event));
  const due = listSchedules(cloud)[0]?.nextAt ?? 0;
  await cloud.idle();
  expect(seen).toEqual([]);
  cloud.clock.moveTo(due + 10 * HOUR_MS + 1_000);
  await cloud.idle();
  expect(seen).toHaveLength(1);
  expect(Date.parse(seen[0]?.time ?? "")).toBe(Math.floor((due + 10 * HOUR_MS) / 1000) * 1000);
  expect(seen[0]).toMatchObject({ source: "aws.scheduler", "detail-type": "Scheduled Event" });
  cloud.clock.moveForward(HOUR_MS);
  await cloud.idle();
  expect(seen).toHaveLength(2);
});

test("an input is delivered instead of the event, and may name the time of its occurrence", async () => {
  const seen: unknown[] = [];
  const Input = JSON.stringify({ job: "renewals", at: "<aws.scheduler.scheduled-time>" });
  const cloud = await cloudWith({ Target: { Arn: functionArn, RoleArn: roleArn, Input } }, (event) => {
    seen.push(event);
  });
  cloud.clock.moveForward(HOUR_MS);
  await cloud.idle();
  expect(seen).toEqual([{ job: "renewals", at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) }]);
});

test("a disabled schedule and one that has ended do not fire", async () => {
  const seen: unknown[] = [];
  const disabled = await cloudWith({ State: "DISABLED" }, (event) => void seen.push(event));
  const ended = await cloudWith({ EndDate: "2020-01-01T00:00:00Z" }, (event) => void seen.push(event));
  for (const cloud of [disabled, ended]) {
    cloud.clock.moveForward(48 * HOUR_MS);
    await cloud.idle();
  }
  expect(seen).toEqual([]);
});

test("what came due while the cloud was stopped fires at the next start, and is not fired again", async () => {
  const folder = mkdtempSync(join(tmpdir(), "schedules-"));
  try {
    const seen: unknown[] = [];
    const first = await cloudWith({ State: "ENABLED" }, (event) => void seen.push(event), folder);
    await first.idle();
    await running.pop()?.stop();
    const moved = createTestingCloud({ folder });
    moved.clock.moveForward(2 * HOUR_MS);
    await moved.stop();
    const second = await cloudWith({}, (event) => void seen.push(event), folder);
    await second.idle();
    expect(seen).toHaveLength(1);
    await running.pop()?.stop();
    const third = await cloudWith({}, (event) => void seen.push(event), folder);
    await third.idle();
    expect(seen).toHaveLength(1);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test("a rule with a schedule fires its targets", async () => {
  const cloud = createTestingCloud();
  running.push(cloud);
  for (const module of [sqsModule, eventsModule, schedulesModule]) cloud.add(module);
  const seen: BusEvent[] = [];
  cloud.setFunction(functionArn, ((event: BusEvent) => seen.push(event)) as never);
  const rule = await cloud.provision("AWS::Events::Rule", "Rule", {
    ScheduleExpression: "rate(1 day)",
    Targets: [{ Id: "it", Arn: functionArn }],
  });
  await cloud.start();
  cloud.clock.moveForward(24 * HOUR_MS);
  await cloud.idle();
  expect(seen).toMatchObject([{ source: "aws.events", resources: [rule.arn], detail: {} }]);
});

test.each([
  [{ ScheduleExpression: "cron(0 6 * *)" }, /six fields/],
  [{ ScheduleExpressionTimezone: "Europe/Atlantis" }, /Atlantis/],
  [{ Target: { Arn: "arn:aws:scheduler:::aws-sdk:sqs:sendMessage", RoleArn: roleArn } }, /aws-sdk:sqs/],
  [{ Target: { Arn: functionArn, RoleArn: roleArn, EcsParameters: {} } }, /EcsParameters/],
])("%j stops the start by name", async (schedule, says) => {
  await expect(cloudWith(schedule, () => undefined)).rejects.toThrow(says);
});
