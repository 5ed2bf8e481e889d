export const bookPath = (sessionId: string): string => `/training/${sessionId}/book`;
export const seriesBookPath = (seriesId: string): string => `/training/series/${seriesId}/book`;
export const queuePath = (sessionId: string): string => `/training/${sessionId}/queue`;
export const bookingPath = (bookingId: string): string => `/training/bookings/${bookingId}`;
export const approvalPath = (bookingId: string): string => `/training/approvals/${bookingId}`;
export const approvalSettingPath = (organisationId: string): string => `/portal/training/approval/${organisationId}`;
export const ownBookingsPath = "/portal/training";
