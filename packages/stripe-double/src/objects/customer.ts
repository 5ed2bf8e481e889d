import type Stripe from "stripe";
import { newId } from "./ids.ts";
import type { Customer } from "./stored.ts";

export interface CustomerFields {
  readonly name?: string | null;
  readonly email?: string | null;
  readonly description?: string | null;
  readonly phone?: string | null;
  readonly metadata?: Record<string, string>;
}

export function newCustomer(fields: CustomerFields, nowSeconds: number): Customer {
  return {
    id: newId("cus_", 14),
    object: "customer",
    address: null,
    balance: 0,
    created: nowSeconds,
    currency: null,
    default_source: null,
    delinquent: false,
    description: fields.description ?? null,
    discount: null,
    email: fields.email ?? null,
    invoice_prefix: newId("", 8).toUpperCase(),
    invoice_settings: { custom_fields: null, default_payment_method: null, footer: null, rendering_options: null },
    livemode: false,
    metadata: fields.metadata ?? {},
    name: fields.name ?? null,
    next_invoice_sequence: 1,
    phone: fields.phone ?? null,
    preferred_locales: [],
    shipping: null,
    tax_exempt: "none",
    test_clock: null,
  } satisfies Stripe.Customer;
}

/** A field that is absent stays; one that is empty is unset; metadata merges key by key, an empty value removing its key. */
export function updatedCustomer(customer: Customer, fields: CustomerFields): Customer {
  const { metadata, ...given } = fields;
  const merged = Object.entries({ ...customer.metadata, ...metadata }).filter(([, value]) => value !== "");
  return { ...customer, ...given, metadata: Object.fromEntries(merged) };
}
