export const bookPath = (sessionId: string): string => `/training/${sessionId}/book`;
export const queuePath = (sessionId: string): string => `/training/${sessionId}/queue`;
export const bookingPath = (bookingId: string): string => `/training/bookings/${bookingId}`;
export const ownBookingsPath = "/portal/training";
