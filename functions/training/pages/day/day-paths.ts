export const registersPath = "/portal/training/registers";
export const registerPath = (sessionId: string): string => `/training/${sessionId}/register`;
export const marksApiPath = (sessionId: string): string => `/api/training/sessions/${sessionId}/marks`;
export const trainersPath = (sessionId: string): string => `/console/training/sessions/${sessionId}/trainers`;
