import { rmSync } from "node:fs";
import { createServer } from "node:net";
import { join, resolve } from "node:path";
import { lockFolder, type RunningCloud, startLocalCloud } from "@alliance/local-cloud";
import { type StripeDouble, startStripeDouble } from "@alliance/stripe-double";
import { GetSecretValueCommand, PutSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { Unusable } from "./options.ts";
import { personas } from "./personas.ts";
import { synthesize } from "./synthesize.ts";

export interface PlatformOptions {
  /** 0 takes a free one. */
  readonly port: number;
  /** Everything that survives a restart. */
  readonly dataFolder: string;
  readonly fresh?: boolean;
  /** A template that was synthesized before, for tests that start the platform often. */
  readonly assembly?: string;
}

export interface RunningPlatform {
  readonly origin: string;
  readonly cloud: RunningCloud;
  readonly stripe: StripeDouble;
  readonly assembly: string;
  stop(): Promise<void>;
}

/** By the secret's id in the template. In AWS an operator puts Stripe's own values in the same secrets. */
const stripeSecrets = { StripeKey: "sk_test_local", StripeWebhookSecret: "whsec_local_double_0123456789" } as const;

/** The whole platform on this machine: the synthesized template on the local cloud, and Stripe's double beside it. */
export async function startPlatform(options: PlatformOptions): Promise<RunningPlatform> {
  const data = resolve(options.dataFolder);
  // Before anything in it is touched: another platform may run on it, and goes on unharmed.
  const lock = lockFolder(data);
  try {
    return await startOn(data, options, lock);
  } catch (error) {
    lock.close();
    throw error;
  }
}

async function startOn(data: string, options: PlatformOptions, lock: { close(): void }): Promise<RunningPlatform> {
  if (options.fresh) beginAnew(data);
  const assembly = options.assembly ?? (await synthesize(join(data, "cdk.out")));
  const port = options.port === 0 ? await freePort() : options.port;
  const stripe = await startStripe(port, options.port === 0 ? 0 : port + 2, data);
  try {
    const cloud = await startLocalCloud({
      assembly,
      port,
      dataFolder: join(data, "cloud"),
      fresh: options.fresh ?? false,
      parameters: { PublicOrigin: "{publicOrigin}", StripeApiBase: stripe.apiBase },
      personas,
    });
    await putStripeSecrets(cloud);
    const stop = async () => {
      await cloud.stop();
      await stripe.stop();
      lock.close();
    };
    return { origin: cloud.publicOrigin, cloud, stripe, assembly, stop };
  } catch (error) {
    await stripe.stop();
    throw error;
  }
}

function beginAnew(data: string): void {
  try {
    for (const part of ["stripe", "seed", "seeded.json"]) rmSync(join(data, part), { recursive: true, force: true });
  } catch (error) {
    throw new Unusable(`the data folder ${data} cannot be used: ${(error as Error).message}`);
  }
}

async function startStripe(port: number, wanted: number, data: string): Promise<StripeDouble> {
  const options = {
    dataFolder: join(data, "stripe"),
    webhook: { url: `http://localhost:${port}/api/finance/stripe-webhook`, secret: stripeSecrets.StripeWebhookSecret },
  };
  try {
    return await startStripeDouble({ ...options, port: wanted });
  } catch (error) {
    // Nobody types this address, so a neighbour's use of it is no reason to stop.
    if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE") throw error;
    return startStripeDouble({ ...options, port: 0 });
  }
}

async function putStripeSecrets(cloud: RunningCloud): Promise<void> {
  const client = new SecretsManagerClient({
    endpoint: cloud.awsEndpoint,
    region: "eu-west-2",
    credentials: cloud.operatorCredentials,
  });
  const secrets = [...cloud.resources.values()].filter(({ type }) => type === "AWS::SecretsManager::Secret");
  for (const [id, SecretString] of Object.entries(stripeSecrets)) {
    const secret = secrets.find(({ logicalId }) => logicalId.startsWith(id));
    if (secret === undefined) throw new Error(`the template has no secret ${id}`);
    const known = await client.send(new GetSecretValueCommand({ SecretId: secret.arn })).catch(() => undefined);
    if (known?.SecretString !== SecretString) {
      await client.send(new PutSecretValueCommand({ SecretId: secret.arn, SecretString }));
    }
  }
  client.destroy();
}

function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const probe = createServer().once("error", failed);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => found(typeof address === "object" && address ? address.port : 0));
    });
  });
}
