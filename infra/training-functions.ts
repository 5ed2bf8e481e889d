import { type FunctionDefinition, subtree } from "./context-definition.ts";

/** Training's row of the table of contexts. */
export const trainingFunctions: readonly FunctionDefinition[] = [
  // What anybody may look at: the catalogue, and a page a session.
  { entry: "web", routes: subtree("/training") },
  // Taking places and waiting for them: for whoever is signed in.
  {
    entry: "book",
    routes: [
      "/training/{sessionId}/book",
      "/training/series/{seriesId}/book",
      ...subtree("/training/{sessionId}/queue"),
    ],
  },
  // What one has booked, from its names and its payment to its end.
  { entry: "bookings", routes: ["/training/bookings/{proxy+}", "/portal/training"] },
  // Giving places back, and moving them to another date.
  {
    entry: "booking-changes",
    routes: ["/training/bookings/{bookingId}/cancel/{sessionId}", "/training/bookings/{bookingId}/move/{sessionId}"],
  },
  // The day itself, for whoever runs a session: its register, and what is printed of it.
  {
    entry: "day",
    routes: [
      ...subtree("/training/{sessionId}/register"),
      "/api/training/sessions/{sessionId}/marks",
      "/portal/training/registers",
      ...subtree("/console/training/sessions/{sessionId}/trainers"),
    ],
  },
  // What remains of a session: one's record, what a certificate stands for, and what people said.
  {
    entry: "record",
    routes: [
      ...subtree("/portal/training/record"),
      ...subtree("/training/certificates"),
      "/training/feedback/{secret}",
      "/console/training/sessions/{sessionId}/feedback",
      ...subtree("/console/training/sessions/{sessionId}/no-shows"),
    ],
  },
  { entry: "pdf", routes: ["GET /training/certificates/{code}/certificate.pdf"] },
  // Time with an expert: asking for it, what one has asked for, and what an expert answers.
  { entry: "clinics", routes: [...subtree("/training/clinics"), ...subtree("/portal/training/clinics")] },
  // What staff build and publish.
  { entry: "console", routes: subtree("/console/training") },
  // Training to watch in one's own time.
  { entry: "recordings", routes: subtree("/training/recordings") },
  // What staff set up beside sessions, and answer.
  {
    entry: "library-console",
    routes: [...subtree("/console/training/clinics"), ...subtree("/console/training/recordings")],
  },
  // What a budget holder is asked inside a school, and who is.
  {
    entry: "approvals",
    routes: ["/training/approvals/{proxy+}", "/portal/training/approval/{organisationId}"],
  },
  // What staff need to know about bookings, and what they take off prices.
  {
    entry: "booking-desk",
    routes: ["/console/training/sessions/{sessionId}/needs", ...subtree("/console/training/discounts")],
  },
  // What programs of staff ask for, and those of whoever books.
  {
    entry: "api",
    routes: [
      ...subtree("/api/training/sessions"),
      ...subtree("/api/training/clinics"),
      ...subtree("/api/training/recordings"),
    ],
  },
  {
    entry: "booking-api",
    routes: ["/api/training/catalogue", ...subtree("/api/training/bookings"), "/api/training/queue"],
  },
  {
    entry: "worker",
    consumes: {
      subscribers: "subscribers",
      schedules: [
        { name: "move-sessions-on", expression: "rate(5 minutes)" },
        { name: "sweep-holds", expression: "rate(1 minute)" },
        { name: "count-takings", expression: "rate(10 minutes)" },
        { name: "remind-approvers", expression: "rate(15 minutes)" },
        { name: "forget-needs", expression: "cron(40 2 * * ? *)" },
        { name: "sweep-appointments", expression: "rate(5 minutes)" },
        { name: "remind-delegates", expression: "rate(10 minutes)" },
        { name: "remind-of-registers", expression: "rate(15 minutes)" },
      ],
    },
    timeoutSeconds: 30,
  },
];
