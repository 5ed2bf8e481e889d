import { training } from "@alliance/events";
import { eventOf } from "@alliance/testing";
import type * as z from "zod";
import type { Placed } from "./ordering/ordered.ts";
import { applicant, organisationId } from "./test-world.ts";

export const bookingId = training.bookingPlaced.sample.bookingId;

const ofBooking = { bookingId, organisationId, bookedBy: applicant.personId };

/** Two places at £95 each for Harbour View, £228 with VAT. */
export const placed = (more: Partial<Placed> = {}) =>
  eventOf(training.bookingPlaced, { ...training.bookingPlaced.sample, ...ofBooking, ...more });

export const confirmed = (more: Partial<z.infer<typeof training.bookingConfirmed.data>> = {}) =>
  eventOf(training.bookingConfirmed, { ...training.bookingConfirmed.sample, ...ofBooking, ...more });

/** One of the two places, at 50 %. */
export const cancelled = (more: Partial<z.infer<typeof training.placesCancelled.data>> = {}) =>
  eventOf(training.placesCancelled, { ...training.placesCancelled.sample, ...ofBooking, ...more });

export const lost = (more: Partial<z.infer<typeof training.bookingLost.data>> = {}) =>
  eventOf(training.bookingLost, { ...training.bookingLost.sample, ...ofBooking, ...more });

export const withdrawn = (more: Partial<z.infer<typeof training.bookingWithdrawn.data>> = {}) =>
  eventOf(training.bookingWithdrawn, { ...training.bookingWithdrawn.sample, ...ofBooking, ...more });
