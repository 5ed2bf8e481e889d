import { idOf } from "@alliance/core";
import type { BucketUploads } from "@alliance/files";
import { routesFor } from "@alliance/http";
import * as z from "zod";
import type { RegisterFiles } from "./register/files.ts";
import type { RegisterReader } from "./register/register.ts";
import type { SearchableRegister } from "./register/searchable-register.ts";
import { OrganisationReply, organisationReply } from "./replies.ts";
import { readOrganisation } from "./use-cases/read-organisation.ts";

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

const { api } = routesFor<PortalServices>();

export const routes = [
  api({
    method: "GET",
    path: "/api/membership/organisations/:organisationId",
    summary: "An organisation with its terms and people: your own, or any for staff",
    access: "membership.read-own",
    params: z.strictObject({ organisationId: idOf("org") }),
    reply: { status: 200, description: "The organisation", schema: OrganisationReply },
    handle: async ({ ctx, params }) => organisationReply(await readOrganisation(ctx, params.organisationId)),
  }),
];
