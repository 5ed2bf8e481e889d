import {
  type Authorisation,
  type AwsApi,
  AwsError,
  type AwsRequest,
  type AwsResponse,
  type Cloud,
  type Module,
  type Resource,
} from "../contract.ts";
import { type BucketProperties, bucketPolicyType, bucketType } from "./bucket.ts";
import { corsHeaders, preflight } from "./cors.ts";
import { listObjects } from "./list-objects.ts";
import { createObjectStore, type ObjectStore } from "./object-store.ts";
import { keyOf, postObject } from "./post-object.ts";
import { readObject } from "./read-object.ts";
import { errorResponse, notImplemented, S3Error } from "./s3-error.ts";
import { objectPath, s3Operation } from "./s3-request.ts";
import { deleteObject, putObject } from "./write-object.ts";

/** Object storage: bytes in files under `<data>/s3/<bucket>/`, everything else in `state`. */
export const s3Module: Module = {
  name: "s3",
  types: [bucketType, bucketPolicyType] as unknown as Module["types"],
  start(cloud) {
    cloud.addApi(s3Api(cloud));
  },
};

function s3Api(cloud: Cloud): AwsApi {
  const store = createObjectStore(cloud);
  return {
    service: "s3",
    streaming: true,
    operation: s3Operation,
    authorisations,
    async handle(request) {
      const { bucket: name } = objectPath(request.url);
      const bucket = cloud.resourcesOfType<BucketProperties>("AWS::S3::Bucket").find((known) => known.ref === name);
      const rules = bucket?.properties.CorsConfiguration?.CorsRules ?? [];
      const answer = await handle(cloud, store, request, bucket).catch((error: unknown) => refuse(error, request));
      return { ...answer, headers: { ...answer.headers, ...corsHeaders(rules, request) } };
    },
  };
}

async function handle(
  cloud: Cloud,
  store: ObjectStore,
  request: AwsRequest,
  bucket: Resource<BucketProperties> | undefined,
): Promise<AwsResponse> {
  if (bucket === undefined) throw new S3Error("NoSuchBucket", "The specified bucket does not exist.", 404);
  const address = {
    ...objectPath(request.url),
    isVersioned: bucket.properties.VersioningConfiguration?.Status === "Enabled",
  };
  switch (request.operation) {
    case "PutObject":
      return await putObject(cloud, store, request, address);
    case "PostObject": {
      if (request.form === undefined) break;
      return await postObject(
        cloud,
        store,
        { ...request, form: request.form },
        { ...address, key: keyOf(request.form) },
      );
    }
    case "GetObject":
    case "HeadObject":
      return await readObject(store, request, address).catch((error: unknown) => {
        throw hideMissing(cloud, request, bucket, error);
      });
    case "DeleteObject":
      return deleteObject(cloud, store, request, address);
    case "ListObjectsV2":
      return listObjects(store, request, bucket.ref);
    case "HeadBucket":
      return { status: 200, headers: { "x-amz-bucket-region": bucket.region } };
    case "PreflightRequest":
      return preflight(bucket.properties.CorsConfiguration?.CorsRules ?? [], request);
  }
  throw notImplemented(request.operation);
}

/** As in S3, who may not list the bucket is not told that a key is missing: it is AccessDenied. */
function hideMissing(cloud: Cloud, request: AwsRequest, bucket: Resource<BucketProperties>, error: unknown): unknown {
  if (!(error instanceof S3Error) || error.code !== "NoSuchKey") return error;
  try {
    cloud.authorise(request.principal, [{ action: "s3:ListBucket", resourceArn: bucket.arn }]);
    return error;
  } catch (denied) {
    if (!(denied instanceof AwsError)) return denied;
    return new S3Error(
      "AccessDenied",
      `${denied.message} (The key does not exist; without s3:ListBucket S3 says so.)`,
      403,
    );
  }
}

function refuse(error: unknown, request: AwsRequest): AwsResponse {
  if (!(error instanceof S3Error)) throw error;
  const answer = errorResponse(error, request.url.pathname);
  return request.method === "HEAD" ? { status: answer.status, headers: { ...error.headers } } : answer;
}

function authorisations(request: AwsRequest): Authorisation[] {
  const { bucket, key } = objectPath(request.url);
  const versioned = request.url.searchParams.has("versionId") ? "Version" : "";
  const onObject = (action: string) => [{ action: `s3:${action}`, resourceArn: `arn:aws:s3:::${bucket}/${key}` }];
  switch (request.operation) {
    case "PreflightRequest":
      return [];
    case "GetObject":
    case "HeadObject":
      return onObject(`GetObject${versioned}`);
    case "DeleteObject":
      return onObject(`DeleteObject${versioned}`);
    case "PutObject":
      return onObject("PutObject");
    case "PostObject":
      return request.form === undefined
        ? []
        : [{ action: "s3:PutObject", resourceArn: `arn:aws:s3:::${bucket}/${keyOf(request.form)}` }];
    default: {
      const conditions = { "s3:prefix": request.url.searchParams.get("prefix") ?? "" };
      return [{ action: "s3:ListBucket", resourceArn: `arn:aws:s3:::${bucket}`, conditions }];
    }
  }
}
