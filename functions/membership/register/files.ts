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

/** Where whoever downloads the register every day puts it, under the names that the register itself gives its files. */
export function nightlyKeys(day: string): RegisterFileKeys {
  const digits = day.replaceAll("-", "");
  return {
    establishments: `register/nightly/edubasealldata${digits}.csv`,
    links: `register/nightly/links_edubasealldata${digits}.csv`,
    groups: `register/nightly/grouplinks_edubaseallacademiesandfree${digits}.csv`,
  };
}

export const snapshotKey = (importId: string): string => `register/${importId}.json.gz`;

/** Beside its snapshot. */
export const indexKeyOf = (snapshot: string): string => snapshot.replace(/\.json\.gz$/, ".index.json.gz");
export const changesKeyOf = (snapshot: string): string => snapshot.replace(/\.json\.gz$/, ".changes.json.gz");
