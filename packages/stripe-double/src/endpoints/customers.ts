import { newCustomer, updatedCustomer } from "../objects/customer.ts";
import { noSuch } from "../wire/refusals.ts";
import { endpoint, metadata } from "./endpoint.ts";

const unset = { kind: "text", unset: true, max: 5_000 } as const;
const fields = {
  name: unset,
  email: { kind: "text", unset: true, max: 512 },
  description: unset,
  phone: unset,
  metadata,
} as const;

export const customerEndpoints = [
  endpoint("POST", "/v1/customers", fields, (parameters, { work }) => {
    const customer = newCustomer(parameters, work.nowSeconds);
    work.happened("customer.created", customer);
    return customer;
  }),
  endpoint("GET", "/v1/customers/:id", {}, (_, { work, id }) => {
    const customer = work.objects.find("customer", id);
    if (!customer) throw noSuch("customer", id);
    return customer;
  }),
  endpoint("POST", "/v1/customers/:id", fields, (parameters, { work, id }) => {
    const customer = work.objects.find("customer", id);
    if (!customer) throw noSuch("customer", id);
    const updated = updatedCustomer(customer, parameters);
    work.happened("customer.updated", updated);
    return updated;
  }),
];
