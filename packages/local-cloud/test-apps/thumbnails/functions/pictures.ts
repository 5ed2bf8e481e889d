import { KMSClient, SignCommand } from "@aws-sdk/client-kms";
import { GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";

const s3 = new S3Client({});
const kms = new KMSClient({});
const secrets = new SecretsManagerClient({});
const { BUCKET_NAME: Bucket, KEY_ID: KeyId, SECRET_ARN: SecretId, WIDTH: width, PLACE: place } = process.env;

export async function handler(event: Partial<APIGatewayProxyEventV2>): Promise<APIGatewayProxyStructuredResultV2> {
  if (event.requestContext === undefined) {
    await put("tidied.txt", Buffer.from(new Date().toISOString()), "text/plain");
    return { statusCode: 204 };
  }
  const name = event.pathParameters?.name ?? "";
  if (event.routeKey === "GET /settings") {
    return { statusCode: 200, body: JSON.stringify({ width, place }) };
  }
  if (event.routeKey === "GET /pictures/{name}") {
    return await get(name);
  }
  const picture = Buffer.from(event.body ?? "", event.isBase64Encoded ? "base64" : "utf8");
  await put(name, picture, event.headers?.["content-type"] ?? "image/png");
  const { SecretString } = await secrets.send(new GetSecretValueCommand({ SecretId }));
  const Message = Buffer.from(`${name}:${picture.length}:${SecretString}`);
  const { Signature } = await kms.send(
    new SignCommand({ KeyId, Message, MessageType: "RAW", SigningAlgorithm: "ED25519_SHA_512" }),
  );
  return { statusCode: 201, body: Buffer.from(Signature ?? []).toString("hex") };
}

async function put(name: string, Body: Buffer, ContentType: string): Promise<void> {
  await s3.send(new PutObjectCommand({ Bucket, Key: `pictures/${name}`, Body, ContentType }));
}

async function get(name: string): Promise<APIGatewayProxyStructuredResultV2> {
  const { Body, ContentType } = await s3.send(new GetObjectCommand({ Bucket, Key: `pictures/${name}` }));
  return {
    statusCode: 200,
    headers: { "content-type": ContentType ?? "" },
    body: Buffer.from((await Body?.transformToByteArray()) ?? []).toString("base64"),
    isBase64Encoded: true,
  };
}
