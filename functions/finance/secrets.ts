import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";

/** Reads a secret when it is first needed and keeps it for the life of the instance; a failed read is tried again. */
export function secretReader(client: SecretsManagerClient = new SecretsManagerClient({})) {
  const known = new Map<string, Promise<string>>();
  return (arn: string): Promise<string> => {
    const before = known.get(arn);
    if (before) return before;
    const reading = client.send(new GetSecretValueCommand({ SecretId: arn })).then(({ SecretString }) => {
      if (!SecretString) throw new Error(`secret ${arn} holds no text`);
      return SecretString;
    });
    known.set(arn, reading);
    reading.catch(() => known.delete(arn));
    return reading;
  };
}
