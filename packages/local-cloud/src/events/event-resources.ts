import type { Cloud, Resource, ResourceType } from "../contract.ts";
import { parseProperties } from "../parse-properties.ts";
import { Refusal } from "../refusal.ts";
import { physicalName } from "../template/physical-name.ts";
import { archiveProperties, busProperties, type RuleTarget, ruleProperties } from "./event-properties.ts";
import { compilePattern, type Matches } from "./pattern.ts";

export const BUS = "AWS::Events::EventBus";
const RULE = "AWS::Events::Rule";
const ARCHIVE = "AWS::Events::Archive";

/** A rule of the template, ready to be asked. */
export interface Rule {
  readonly arn: string;
  readonly name: string;
  readonly region: string;
  readonly busName: string;
  readonly enabled: boolean;
  /** Undefined for a rule that only has a schedule. */
  readonly matches: Matches | undefined;
  readonly schedule: string | undefined;
  readonly targets: readonly RuleTarget[];
  /** Who calls the targets: EventBridge's rules unless it is a schedule. */
  readonly service?: "scheduler.amazonaws.com";
}

export interface Archive {
  readonly arn: string;
  readonly name: string;
  readonly busName: string;
  readonly matches: Matches;
  /** 0: kept for as long as there is room. */
  readonly retentionDays: number;
}

/** "default", a name or an ARN → the bus's name. */
export function busNameOf(nameOrArn: string | undefined): string {
  return nameOrArn?.split("event-bus/").at(-1) ?? "default";
}

export const busType: ResourceType<{ readonly Name: string }> = {
  type: BUS,
  properties: Object.keys(busProperties.shape),
  identify(draft, cloud) {
    const { Name } = draft.properties;
    const arn = `arn:aws:events:${draft.region}:${cloud.accountId}:event-bus/${Name}`;
    return { ref: Name, arn, attributes: { Arn: arn, Name } };
  },
  provision: (resource) => void parseProperties(busProperties, resource as Resource),
};

export const ruleType: ResourceType<{ readonly Name?: string; readonly EventBusName?: string }> = {
  type: RULE,
  properties: Object.keys(ruleProperties.shape),
  identify(draft, cloud) {
    const name = draft.properties.Name ?? physicalName(draft);
    const bus = busNameOf(draft.properties.EventBusName);
    const path = bus === "default" ? name : `${bus}/${name}`;
    const arn = `arn:aws:events:${draft.region}:${cloud.accountId}:rule/${path}`;
    return { ref: bus === "default" ? name : `${bus}|${name}`, arn, attributes: { Arn: arn } };
  },
  provision: (resource) => void toRule(resource as Resource),
};

export const archiveType: ResourceType<{ readonly ArchiveName?: string }> = {
  type: ARCHIVE,
  properties: Object.keys(archiveProperties.shape),
  identify(draft, cloud) {
    const ref = draft.properties.ArchiveName ?? physicalName(draft, { maxLength: 48 });
    const arn = `arn:aws:events:${draft.region}:${cloud.accountId}:archive/${ref}`;
    return { ref, arn, attributes: { Arn: arn, ArchiveName: ref } };
  },
  provision: (resource) => void toArchive(resource as Resource),
};

export function rulesOf(cloud: Cloud): readonly Rule[] {
  return cloud.resourcesOfType<Record<string, unknown>>(RULE).map(toRule);
}

export function archivesOf(cloud: Cloud): readonly Archive[] {
  return cloud.resourcesOfType<Record<string, unknown>>(ARCHIVE).map(toArchive);
}

function toRule(resource: Resource): Rule {
  const properties = parseProperties(ruleProperties, resource);
  const name = `${RULE} ${resource.logicalId}`;
  if (properties.EventPattern === undefined && properties.ScheduleExpression === undefined) {
    throw new Refusal(`${name} has neither an event pattern nor a schedule.`);
  }
  for (const { Arn } of properties.Targets ?? []) refuseTarget(Arn, name);
  return {
    arn: resource.arn,
    name: resource.ref.split("|").at(-1) ?? resource.ref,
    region: resource.region,
    busName: busNameOf(properties.EventBusName),
    enabled: properties.State !== "DISABLED",
    matches: properties.EventPattern === undefined ? undefined : compile(properties.EventPattern, name),
    schedule: properties.ScheduleExpression,
    targets: properties.Targets ?? [],
  };
}

function toArchive(resource: Resource): Archive {
  const properties = parseProperties(archiveProperties, resource);
  return {
    arn: resource.arn,
    name: resource.ref,
    busName: busNameOf(properties.SourceArn),
    matches:
      properties.EventPattern === undefined
        ? () => true
        : compile(properties.EventPattern, `${ARCHIVE} ${resource.logicalId}`),
    retentionDays: properties.RetentionDays ?? 0,
  };
}

/** Refuses, by name, a target that nothing here can deliver to. */
export function refuseTarget(arn: string, name: string): void {
  if (/^arn:aws:(lambda:[^:]*:[^:]*:function:|sqs:|events:[^:]*:[^:]*:event-bus\/)/.test(arn)) return;
  throw new Refusal(`${name}: the target ${arn} is not supported: a function, a queue or a bus is.`);
}

function compile(pattern: Record<string, unknown>, name: string): Matches {
  try {
    return compilePattern(pattern);
  } catch (error) {
    throw new Refusal(`${name}: ${(error as Error).message}`);
  }
}
