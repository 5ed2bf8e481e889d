import { join } from "node:path";
import { seed } from "@alliance/dev/seed";
import { startPlatform } from "@alliance/dev/start-platform";
import { root, synthesize } from "@alliance/dev/synthesize";

/** What the tests may know of the platform: where a browser finds it. */
export interface Place {
  readonly origin: string;
  /** The origin of the payment page. */
  readonly payOrigin: string;
  /** The origin of the bucket, where forms with large files end. */
  readonly bucketOrigin: string;
}

const [dataFolder, project] = process.argv.slice(2);
if (dataFolder === undefined || project === undefined || process.send === undefined)
  throw new Error("this is started by the browser tests");

// A process of its own: when a test moves the platform's clock, vitest's stays as it is. And a folder of its own: two
// suites that start at once would write into each other's template.
const assembly = await synthesize(join(root, ".cache/browser", project, "cdk.out"));
const platform = await startPlatform({ port: 0, dataFolder, assembly });
await seed(platform, "demo", dataFolder, () => undefined);
process.on("disconnect", () => void platform.stop().then(() => process.exit(0)));
process.send({
  origin: platform.origin,
  payOrigin: platform.stripe.url,
  bucketOrigin: platform.cloud.awsEndpoint,
} satisfies Place);
