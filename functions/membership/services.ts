import type { BucketUploads } from "@alliance/files";
import type { RegisterFiles } from "./register/files.ts";
import type { RegisterReader } from "./register/register.ts";
import type { SearchableRegister } from "./register/searchable-register.ts";

/** What the portal is given beside the context of a request. */
export interface PortalServices {
  /** Seals the cursors that leave the platform. */
  readonly cursorSecret: string;
}

/** What joining and the console are given beside. */
export interface Services extends PortalServices {
  readonly files: RegisterFiles;
  readonly register: RegisterReader;
}

/** What is given beside where schools are searched by words. */
export interface SearchServices extends Services {
  readonly register: RegisterReader<SearchableRegister>;
}

/** What the page of uploads is given beside. */
export interface UploadServices extends SearchServices {
  readonly uploads: BucketUploads;
  /** The bucket sends the browser back to it. */
  readonly publicOrigin: string;
}
