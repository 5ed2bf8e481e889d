import type { DomainEvent, membership } from "@alliance/events";
import { Conflict, type Ctx, commit, type Pattern, type Put, retryingConflicts, type Stored } from "@alliance/store";
import type * as z from "zod";
import type { WorkerCtx } from "../ctx.ts";
import {
  creditKey,
  invoiceIndexes,
  invoiceKey,
  mergeMarkKey,
  organisationCredits,
  organisationInvoices,
} from "../keys.ts";
import { Credit, type Followed, Invoice } from "../schema.ts";
import { chargeAgain, isMergeUndone } from "./charge-again.ts";
import { creditPut } from "./credit-put.ts";

type Merged = z.infer<typeof membership.organisationsMerged.data>;
type Undone = z.infer<typeof membership.mergeUndone.data>;

/**
 * Invoices and money on account of an organisation that became part of another are the other's to see and to pay. The
 * documents stay as they were issued. Twice, late or after its own undoing: the outcome is the same.
 */
export async function followMerge(ctx: Ctx, event: DomainEvent<Merged>): Promise<"followed" | "undone-before"> {
  const { mergeId, organisationId, intoOrganisationId } = event.data;
  if (await isMergeUndone(ctx, mergeId)) return "undone-before";
  const move = <Item extends Owned>(item: Item): Item | undefined =>
    item.organisationId === organisationId
      ? {
          ...item,
          organisationId: intoOrganisationId,
          followed: [...(item.followed ?? []), { mergeId, organisationId }],
        }
      : undefined;
  await rewriteAll(ctx, organisationId, move);
  // It may have been undone while this was at work.
  if (!(await isMergeUndone(ctx, mergeId))) return "followed";
  await bringBack(ctx, event.data);
  return "undone-before";
}

/** What went along with a merge that was undone goes back, and what was credited for it is charged again. */
export async function followUndoneMerge(ctx: WorkerCtx, event: DomainEvent<Undone>): Promise<"followed"> {
  const key = mergeMarkKey(event.data.mergeId);
  try {
    await commit(ctx, { put: [{ key, entity: "finance.merge-mark", version: 1, data: { isUndone: true } }] });
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
  }
  await bringBack(ctx, event.data);
  await chargeAgain(ctx, event.data.mergeId);
  return "followed";
}

interface Owned {
  readonly organisationId?: string | undefined;
  readonly followed?: readonly Followed[] | undefined;
}

/** The item as another's, or undefined where it is not its turn. */
type Rewrite = <Item extends Owned>(item: Item) => Item | undefined;

function bringBack(ctx: Ctx, { mergeId, intoOrganisationId }: Pick<Merged, "mergeId" | "intoOrganisationId">) {
  return rewriteAll(ctx, intoOrganisationId, <Item extends Owned>(item: Item): Item | undefined => {
    const last = item.followed?.at(-1);
    if (last?.mergeId !== mergeId) return undefined;
    return { ...item, organisationId: last.organisationId, followed: item.followed?.slice(0, -1) };
  });
}

async function rewriteAll(ctx: Ctx, organisationId: string, rewrite: Rewrite): Promise<void> {
  const invoices = { index: "gsi1", pk: organisationInvoices(organisationId), limit: 100 } as const;
  for (const { invoiceId } of await everyOf(ctx, invoices, Invoice)) {
    await rewriteOne(ctx, invoiceKey(invoiceId), Invoice, rewrite, ({ key, version, data }) => ({
      ...{ key, version: version + 1, entity: "finance.invoice", data },
      ...invoiceIndexes(data),
    }));
  }
  const credits = { index: "gsi1", pk: organisationCredits(organisationId), limit: 100 } as const;
  for (const { creditId } of await everyOf(ctx, credits, Credit)) {
    const putOf = ({ version, data }: Stored<Credit>): Put => creditPut(data, version + 1);
    await rewriteOne(ctx, creditKey(creditId), Credit, rewrite, putOf);
  }
}

/** Read to the end first: what is rewritten leaves the list that is walked. */
async function everyOf<S extends z.ZodType>(ctx: Ctx, pattern: Pattern, schema: S): Promise<z.infer<S>[]> {
  const all: z.infer<S>[] = [];
  for (let cursor: string | undefined, isFirst = true; isFirst || cursor !== undefined; isFirst = false) {
    const page = await ctx.table.query({ ...pattern, ...(cursor ? { cursor } : {}) }, schema);
    all.push(...page.items.map(({ data }) => data));
    cursor = page.cursor;
  }
  return all;
}

const rewriteOne = <S extends z.ZodType<Owned>>(
  ctx: Ctx,
  key: Stored<unknown>["key"],
  schema: S,
  rewrite: Rewrite,
  putOf: (stored: Stored<z.infer<S>>) => Put,
): Promise<void> =>
  retryingConflicts(async () => {
    const stored = await ctx.table.get(key, schema, { consistent: true });
    const data = stored && rewrite(stored.data);
    if (stored && data) await commit(ctx, { put: [putOf({ ...stored, data })] });
  });
