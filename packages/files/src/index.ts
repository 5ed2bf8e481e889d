export { type BucketFiles, S3Settings, s3Files } from "./bucket-files.ts";
export * from "./bucket-uploads.ts";
export * from "./file-type.ts";
