import { webHandler } from "@alliance/http/lambda";
import { moveRoutes } from "./pages/booking/booking-move-routes.tsx";
import { bookingRoutes } from "./pages/booking/booking-routes.tsx";
import { ownBookingsRoutes } from "./pages/booking/own-bookings.tsx";
import { trainingServices } from "./services.ts";

export const handler = webHandler(
  [...bookingRoutes, ...moveRoutes, ...ownBookingsRoutes],
  trainingServices(process.env),
);
