import * as z from "zod";

/** What travels over the bus and lies in the outbox; ids only, no personal data. */
export const Envelope = z.strictObject({
  id: z.string().regex(/^evt_[0-9A-HJKMNP-TV-Z]{26}$/),
  type: z.string().regex(/^[a-z]+\.[a-z][a-z-]+$/),
  version: z.int().positive(),
  occurredAt: z.iso.datetime(),
  /** The request or schedule all of this began with; the same through every consequence. */
  correlationId: z.string(),
  /** The event that caused this one; absent when a person did. */
  causationId: z.string().optional(),
  actor: z.string(),
  /** What the event is about, beside its own aggregate: the organisation whose timeline shows it. */
  about: z.string().optional(),
  data: z.record(z.string(), z.unknown()),
});
export type Envelope = z.infer<typeof Envelope>;

/** The envelope once its data was parsed by its contract. */
export type DomainEvent<Data> = Omit<Envelope, "data"> & { readonly data: Data };
