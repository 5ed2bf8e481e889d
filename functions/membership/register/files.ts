/** The register's files in the bucket, behind a port: S3 in AWS, a map in tests. */
export interface RegisterFiles {
  /** An address where a client may PUT one file within the next hour, without another permission. */
  uploadUrl(key: string): string;
  /** The file's bytes as they come, or undefined when there is none. */
  read(key: string): Promise<AsyncIterable<Uint8Array> | undefined>;
  write(key: string, bytes: Uint8Array): Promise<void>;
}

export const uploadKeys = (importId: string) => ({
  establishments: `uploads/register/${importId}/establishments.csv`,
  links: `uploads/register/${importId}/links.csv`,
});

export const snapshotKey = (importId: string): string => `register/${importId}.json.gz`;
