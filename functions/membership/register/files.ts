/** The register's files in the bucket, behind a port: S3 in AWS, a map in tests. */
export interface RegisterFiles {
  /** An address where a client may PUT one file within the next hour, without another permission. */
  uploadUrl(key: string): string;
  /** The file's bytes as they come, or undefined when there is none. */
  read(key: string): Promise<AsyncIterable<Uint8Array> | undefined>;
  write(key: string, bytes: Uint8Array): Promise<void>;
}

/** Where the files of an upload lie; the second and the third may be missing. */
export interface RegisterFileKeys {
  readonly establishments: string;
  readonly links: string;
  readonly groups: string;
}

export const uploadKeys = (importId: string): RegisterFileKeys => ({
  establishments: `uploads/register/${importId}/establishments.csv`,
  links: `uploads/register/${importId}/links.csv`,
  groups: `uploads/register/${importId}/groups.csv`,
});

export const snapshotKey = (importId: string): string => `register/${importId}.json.gz`;

/** Beside its snapshot. */
export const indexKeyOf = (snapshot: string): string => snapshot.replace(/\.json\.gz$/, ".index.json.gz");
export const changesKeyOf = (snapshot: string): string => snapshot.replace(/\.json\.gz$/, ".changes.json.gz");
