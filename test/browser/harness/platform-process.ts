import { seed } from "@alliance/dev/seed";
import { startPlatform } from "@alliance/dev/start-platform";
import { sharedAssembly } from "@alliance/dev/synthesize";

/** What the tests may know of the platform: where a browser finds it. */
export interface Place {
  readonly origin: string;
  /** The origin of the payment page. */
  readonly payOrigin: string;
  /** The origin of the bucket, where forms with large files end. */
  readonly bucketOrigin: string;
}

const [dataFolder] = process.argv.slice(2);
if (dataFolder === undefined || process.send === undefined) throw new Error("this is started by the browser tests");

// A process of its own: when a test moves the platform's clock, vitest's stays as it is.
const platform = await startPlatform({ port: 0, dataFolder, assembly: await sharedAssembly() });
await seed(platform, "demo", dataFolder, () => undefined);
process.on("disconnect", () => void platform.stop().then(() => process.exit(0)));
process.send({
  origin: platform.origin,
  payOrigin: platform.stripe.url,
  bucketOrigin: platform.cloud.awsEndpoint,
} satisfies Place);
