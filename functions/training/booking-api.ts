import { webHandler } from "@alliance/http/lambda";
import { bookingChangesApi } from "./booking-changes-api.ts";
import { bookingsApi } from "./bookings-api.ts";
import { catalogueApi } from "./catalogue-api.ts";
import { trainingServices } from "./services.ts";

export const handler = webHandler(
  [...catalogueApi, ...bookingsApi, ...bookingChangesApi],
  trainingServices(process.env),
);
