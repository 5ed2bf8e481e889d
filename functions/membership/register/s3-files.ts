export { S3Settings, s3Files } from "@alliance/files";
