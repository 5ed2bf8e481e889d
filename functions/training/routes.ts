import { bookingChangesApi } from "./booking-changes-api.ts";
import { bookingsApi } from "./bookings-api.ts";
import { calendarRoutes } from "./calendar-routes.ts";
import { catalogueApi } from "./catalogue-api.ts";
import { certificatePdfRoutes } from "./certificate-pdf-route.ts";
import { clinicsApi } from "./clinics-api.ts";
import { dayApi } from "./day-api.ts";
import { approvalRoutes } from "./pages/approval/approval-routes.tsx";
import { bookRoutes } from "./pages/booking/book-routes.tsx";
import { cancelRoutes } from "./pages/booking/booking-cancel-routes.tsx";
import { moveRoutes } from "./pages/booking/booking-move-routes.tsx";
import { bookingRoutes } from "./pages/booking/booking-routes.tsx";
import { ownBookingsRoutes } from "./pages/booking/own-bookings.tsx";
import { seriesRoutes } from "./pages/booking/series-routes.tsx";
import { catalogueRoutes } from "./pages/catalogue/catalogue-routes.tsx";
import { appointmentRoutes } from "./pages/clinics/appointment-routes.tsx";
import { clinicAnswerRoutes } from "./pages/clinics/clinic-answer-routes.tsx";
import { clinicConsoleRoutes } from "./pages/clinics/clinic-console-routes.tsx";
import { clinicRoutes } from "./pages/clinics/clinic-routes.tsx";
import { expertRoutes } from "./pages/clinics/expert-routes.tsx";
import { consoleRoutes } from "./pages/console/console-routes.tsx";
import { discountRoutes } from "./pages/console/discount-routes.tsx";
import { needsDeskRoutes } from "./pages/console/needs-desk.tsx";
import { noShowsRoutes } from "./pages/console/no-shows-routes.tsx";
import { dayRoutes } from "./pages/day/day-routes.tsx";
import { trainerRoutes } from "./pages/day/trainer-routes.tsx";
import { recordRoutes } from "./pages/record/record-routes.tsx";
import { recordingConsoleRoutes } from "./pages/recordings/recording-console-routes.tsx";
import { recordingRoutes } from "./pages/recordings/recording-routes.tsx";
import { recordingsApi } from "./recordings-api.ts";
import { sessionsApi } from "./sessions-api.ts";

/** Every page and API of the context, as its functions serve them: for documents, and for the tests of who may do what. */
export const trainingRoutes = [
  // Before the pages of sessions: whatever else is below /training has an address of its own.
  ...clinicRoutes,
  ...appointmentRoutes,
  ...clinicConsoleRoutes,
  ...clinicAnswerRoutes,
  ...expertRoutes,
  ...recordingRoutes,
  ...recordingConsoleRoutes,
  ...calendarRoutes,
  ...catalogueApi,
  ...bookingsApi,
  ...bookingChangesApi,
  ...catalogueRoutes,
  ...bookRoutes,
  ...seriesRoutes,
  ...bookingRoutes,
  ...cancelRoutes,
  ...moveRoutes,
  ...ownBookingsRoutes,
  ...dayApi,
  ...dayRoutes,
  ...trainerRoutes,
  ...certificatePdfRoutes,
  ...recordRoutes,
  ...noShowsRoutes,
  ...consoleRoutes,
  ...needsDeskRoutes,
  ...approvalRoutes,
  ...discountRoutes,
  ...sessionsApi,
  ...clinicsApi,
  ...recordingsApi,
];
