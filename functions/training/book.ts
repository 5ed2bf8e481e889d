import { webHandler } from "@alliance/http/lambda";
import { bookRoutes } from "./pages/book-routes.tsx";
import { bookingRoutes } from "./pages/booking-routes.tsx";
import { ownBookingsRoutes } from "./pages/own-bookings.tsx";
import { trainingServices } from "./services.ts";

export const handler = webHandler(
  [...bookRoutes, ...bookingRoutes, ...ownBookingsRoutes],
  trainingServices(process.env),
);
