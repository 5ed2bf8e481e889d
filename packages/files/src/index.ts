export * from "./bucket-files.ts";
export * from "./file-type.ts";
