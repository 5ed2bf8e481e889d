import { Refusal, stopWhenAsked } from "@alliance/local-cloud";
import { keepLive } from "./live-sources.ts";
import { readOptions, Unusable } from "./options.ts";
import { personas } from "./personas.ts";
import { seed } from "./seed.ts";
import { seedDay } from "./seed-day.ts";
import { seedSpending } from "./seed-spending.ts";
import { startPlatform } from "./start-platform.ts";

const tell = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

try {
  const began = performance.now();
  const options = readOptions(process.argv.slice(2));
  tell("Synthesizing the template and starting it on this machine …");
  const platform = await startPlatform({ port: options.port, dataFolder: options.data, fresh: options.fresh });
  const stopWatching = keepLive(platform.cloud, platform.assembly, tell);
  let isStopping = false;
  const stop = async () => {
    isStopping = true;
    await stopWatching();
    await platform.stop();
  };
  stopWhenAsked(stop);
  const school = await seed(platform, options.seed, options.data, tell).catch(async (error: unknown) => {
    // Stopped by hand while it was being filled: whoever stops it ends the process.
    if (isStopping) return new Promise<never>(() => undefined);
    await stop();
    throw error;
  });
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  tell(`
The Partnerships Alliance runs on ${platform.origin} (started in ${seconds} s)

  Pages              ${platform.origin}/           join: ${platform.origin}/join
  Mail, timeline     ${platform.origin}/_local/    also dead letters, clock, grants
  API                ${platform.origin}/api/docs
  Test payments      ${platform.stripe.url}
  Sign in as         ${platform.origin}/sign-in    one click each:
${personas.map(({ name, givenName, familyName, description }) => `    ${name.padEnd(10)} ${givenName} ${familyName}, ${description}`).join("\n")}
  Token for scripts  curl ${platform.origin}/_local/token?persona=lead

Saved source files are live at once. Ctrl-C stops everything; the data stays in ${options.data}.`);
  // Nobody waits for it: whoever looks at once finds the rest of the demo.
  if (school !== undefined) {
    for (const more of [seedDay, seedSpending]) {
      await more(platform.origin, school).catch((error: Error) => {
        if (!isStopping) tell(`A part of the demo is missing: ${error.message}`);
      });
    }
  }
} catch (error) {
  const known = error instanceof Unusable || error instanceof Refusal;
  process.stderr.write(`dev: ${known ? error.message : ((error as Error).stack ?? String(error))}\n`);
  process.exit(1);
}
