import { derivedIds, londonDateOf } from "@alliance/core";
import { type DomainEvent, draft } from "@alliance/events";
import * as membership from "@alliance/events/membership";
import { type Ctx, commit, retryingConflicts } from "@alliance/store";
import type * as z from "zod";
import { organisationKey, organisationPk, organisationPut } from "../keys/organisation.ts";
import { importKey } from "../keys/register-import.ts";
import { reviewKey, reviewPut } from "../keys/review.ts";
import { decodeChanges } from "../register/changes.ts";
import { coverageByRegister, coverageChange, readCoverage } from "../register/coverage.ts";
import { changesKeyOf, snapshotKey } from "../register/files.ts";
import { organisationsBehind } from "../register/known-organisations.ts";
import { type Proposal, proposalsIn } from "../register/proposals.ts";
import { type Register, registerReader } from "../register/register.ts";
import { Organisation } from "../schema/organisation.ts";
import { RegisterImport } from "../schema/register-import.ts";
import { Review } from "../schema/review.ts";
import type { ImportCtx } from "./import-register.ts";

export interface Followed {
  /** Organisations of ours that something was written for. */
  readonly organisations: number;
  readonly reviews: number;
}

/**
 * On membership.register-imported: what the import changed reaches the organisations that we know. Who may cover a
 * school follows at once; its name, closing and successors wait for a person's decision. What was followed already,
 * or is told again, is as it should be and writes nothing.
 */
export async function followRegisterChanges(
  ctx: ImportCtx,
  event: DomainEvent<z.infer<typeof membership.registerImported.data>>,
): Promise<Followed> {
  const { importId } = event.data;
  const bytes = await ctx.files.read(changesKeyOf(snapshotKey(importId)));
  if (bytes === undefined) return { organisations: 0, reviews: 0 };
  const changes = await decodeChanges(bytes);
  const register = await registerReader(ctx.files).current(ctx.table);
  const proposals = proposalsIn(changes, register.find);
  const followed = { organisations: 0, reviews: 0 };
  const urns = [...new Set([...changes.urns, ...proposals.keys()])];
  for await (const { organisationId, identifiers } of organisationsBehind(ctx, urns)) {
    const own = identifiers.flatMap(({ scheme, value }) => (scheme === "urn" ? (proposals.get(value) ?? []) : []));
    const reviews = await followOne(ctx, register, { importId, organisationId, proposals: own });
    if (reviews === undefined) continue;
    followed.organisations += 1;
    followed.reviews += reviews;
  }
  return followed;
}

interface ToFollow {
  readonly importId: string;
  readonly organisationId: string;
  readonly proposals: readonly Proposal[];
}

/** Undefined when nothing was to be written. */
const followOne = (
  ctx: Ctx,
  register: Register,
  { importId, organisationId, proposals }: ToFollow,
): Promise<number | undefined> =>
  retryingConflicts(async () => {
    const stored = await ctx.table.get(organisationKey(organisationId), Organisation, { consistent: true });
    if (stored === undefined || stored.data.mergedInto) return undefined;
    const today = londonDateOf(ctx.clock.now());
    const wanted = coverageByRegister(stored.data, register);
    const coverage = coverageChange(await readCoverage(ctx.table, organisationId), wanted, today);
    const reviews = await newReviews(ctx, stored.data, importId, proposals);
    const facts = withFacts(stored.data, register);
    if (coverage.put.length + coverage.remove.length + reviews.length === 0 && facts === undefined) return undefined;
    const pk = organisationPk(organisationId);
    const links = coverage.links.map(({ by, from, until }) => ({ ...by, from, ...(until ? { until } : {}) }));
    await commit(ctx, {
      put: [
        ...coverage.put,
        ...reviews.map((review) => reviewPut(review, 1)),
        ...(facts ? [organisationPut(facts, stored.version + 1)] : []),
      ],
      remove: coverage.remove,
      emit: [
        ...(links.length > 0
          ? [{ pk, event: draft(membership.coverageChanged, { organisationId, importId, links }, organisationId) }]
          : []),
        ...reviews.map((review) => ({ pk, event: opened(review) })),
        ...(facts
          ? [
              {
                pk,
                event: draft(
                  membership.organisationChanged,
                  { organisationId, name: facts.name, changed: ["facts"] },
                  organisationId,
                ),
              },
            ]
          : []),
      ],
    });
    return reviews.length;
  });

/** How many pupils and which phase are the register's to say, and nobody has to decide about them. */
function withFacts(organisation: Organisation, register: Register): Organisation | undefined {
  const urn = organisation.identifiers.findLast(({ scheme, until }) => scheme === "urn" && until === undefined)?.value;
  const school = urn === undefined ? undefined : register.find(urn);
  if (school === undefined) return undefined;
  const { pupils = organisation.pupils, phase = organisation.phase, region = organisation.region } = school;
  if (pupils === organisation.pupils && phase === organisation.phase && region === organisation.region)
    return undefined;
  return {
    ...organisation,
    ...(pupils === undefined ? {} : { pupils }),
    ...(phase === undefined ? {} : { phase }),
    ...(region === undefined ? {} : { region }),
  };
}

/** The same finding of the same import has the same id, so that it is opened once. */
async function newReviews(
  ctx: Ctx,
  { organisationId, name }: Organisation,
  importId: string,
  proposals: readonly Proposal[],
): Promise<Review[]> {
  if (proposals.length === 0) return [];
  const noticed = await ctx.table.get(importKey(importId), RegisterImport, { consistent: true });
  const openedAt = noticed?.data.finishedAt ?? ctx.clock.now();
  const all = proposals.map((proposal): Review => {
    const seed = [importId, organisationId, proposal.kind, proposal.urn, proposal.otherUrn ?? ""].join("|");
    const reviewId = derivedIds(seed, openedAt).next("rev");
    return { reviewId, organisationId, organisationName: name, importId, openedAt, status: "open", ...proposal };
  });
  const known = await Promise.all(
    all.map(({ reviewId }) => ctx.table.get(reviewKey(reviewId), Review, { consistent: true })),
  );
  return all.filter((_, at) => known[at] === undefined);
}

const opened = ({ reviewId, organisationId, kind, urn, otherUrn }: Review) =>
  draft(
    membership.registerReviewOpened,
    { reviewId, organisationId, kind, urn, ...(otherUrn ? { otherUrn } : {}) },
    organisationId,
  );
