import type * as z from "zod";

/** One version of one business fact. An additive change keeps the version; else a new contract stands beside the old. */
export interface EventContract<Type extends string = string, Schema extends z.ZodType = z.ZodType> {
  readonly type: Type;
  readonly version: number;
  /** One sentence, for the catalogue. */
  readonly summary: string;
  readonly data: Schema;
  readonly sample: z.infer<Schema>;
}

/** An event that is about to be committed. */
export interface EventDraft {
  readonly type: string;
  readonly version: number;
  readonly data: Record<string, unknown>;
  readonly about?: string;
}

/** The schema is made when it is first asked for: a function imports every contract of a context and uses two. */
export function defineEvent<const Type extends string, Schema extends z.ZodType>(
  contract: Omit<EventContract<Type, Schema>, "data"> & { readonly data: () => Schema },
): EventContract<Type, Schema> {
  let data: Schema | undefined;
  return {
    ...contract,
    get data() {
      data ??= contract.data();
      return data;
    },
  };
}

/** Makes an event ready to commit; throws where the data breaks the contract. `about` is an organisation's id. */
export function draft<Schema extends z.ZodType>(
  contract: EventContract<string, Schema>,
  data: z.infer<Schema>,
  about?: string,
): EventDraft {
  const parsed = contract.data.parse(data) as Record<string, unknown>;
  return { type: contract.type, version: contract.version, data: parsed, ...(about ? { about } : {}) };
}

/** "membership.application-submitted" → "membership": the owner's folder. */
export const ownerOf = (eventType: string): string => eventType.slice(0, eventType.indexOf("."));
