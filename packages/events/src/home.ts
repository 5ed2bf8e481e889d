import * as z from "zod";
import { defineEvent } from "./contract.ts";

export const personRegistered = defineEvent({
  type: "home.person-registered",
  version: 1,
  summary: "Somebody signed in for the first time and is now known by an id of our own.",
  data: () => z.strictObject({ personId: z.string() }),
  sample: { personId: "per_01KAK3F0Q8J5W2M7X9B4C6D8EF" },
});
