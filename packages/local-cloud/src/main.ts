import { parseArgs } from "node:util";
import { Refusal } from "./refusal.ts";
import { type LocalCloudOptions, type RunningCloud, startLocalCloud } from "./start.ts";
import { stopWhenAsked } from "./stop-when-asked.ts";
import { supportList } from "./support-list.ts";

const USAGE = `Usage: pnpm local-cloud <folder of "cdk synth"> [options]
  --port N             public port (4000)
  --data FOLDER        what survives a restart (.local/cloud)
  --fresh              begin with empty data
  --parameter K=V      a template parameter; {publicOrigin} and {awsEndpoint} stand for the own addresses
  --supported          list the supported resource types and stop
`;

function readArguments(args: readonly string[]): LocalCloudOptions {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      port: { type: "string", default: "4000" },
      data: { type: "string", default: ".local/cloud" },
      fresh: { type: "boolean", default: false },
      parameter: { type: "string", multiple: true, default: [] },
    },
  });
  const [assembly, ...more] = positionals;
  if (assembly === undefined || more.length > 0) {
    throw new Refusal(`name one synthesized folder\n${USAGE}`);
  }
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Refusal(`--port ${values.port} is not a port number`);
  }
  return { assembly, port, dataFolder: values.data, fresh: values.fresh, parameters: readParameters(values.parameter) };
}

function readParameters(given: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    given.map((text) => {
      const at = text.indexOf("=");
      if (at < 1) {
        throw new Refusal(`--parameter ${text} is not of the form NAME=VALUE`);
      }
      return [text.slice(0, at), text.slice(at + 1)];
    }),
  );
}

function announce(cloud: RunningCloud): void {
  const skipped = [...cloud.skipped].map(([type, count]) => `${type} ×${count}`);
  const lines = [
    `local cloud on ${cloud.publicOrigin}   mail, timeline, queues, clock: ${cloud.publicOrigin}/_local/`,
    `AWS APIs on ${cloud.awsEndpoint} (access key id "operator", secret "operator")`,
    ...(skipped.length === 0 ? [] : [`left out, as they are not code: ${skipped.join(", ")}`]),
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
}

async function run(): Promise<void> {
  if (process.argv.includes("--supported")) {
    process.stdout.write(`${supportList()}\n`);
    return;
  }
  const cloud = await startLocalCloud(readArguments(process.argv.slice(2)));
  stopWhenAsked(cloud.stop);
  announce(cloud);
}

try {
  await run();
} catch (error) {
  const isKnown = error instanceof Refusal || (error instanceof TypeError && "code" in error);
  process.stderr.write(
    `local cloud: ${isKnown ? (error as Error).message : ((error as Error).stack ?? String(error))}\n`,
  );
  process.exitCode = 1;
}
