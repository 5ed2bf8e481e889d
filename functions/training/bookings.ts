import { webHandler } from "@alliance/http/lambda";
import { bookingRoutes } from "./pages/booking/booking-routes.tsx";
import { ownBookingsRoutes } from "./pages/booking/own-bookings.tsx";
import { trainingServices } from "./services.ts";

export const handler = webHandler([...bookingRoutes, ...ownBookingsRoutes], trainingServices(process.env));
