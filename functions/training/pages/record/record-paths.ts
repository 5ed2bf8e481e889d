export const recordPath = "/portal/training/record";
export const certificatesPath = "/training/certificates";
export const certificatePath = (code: string): string => `${certificatesPath}/${code}`;
export const ownFeedbackPath = (code: string): string => `${recordPath}/${code}/feedback`;
export const letterFeedbackPath = (secret: string): string => `/training/feedback/${secret}`;
export const feedbackFiguresPath = (sessionId: string): string => `/console/training/sessions/${sessionId}/feedback`;
export const noShowsPath = (sessionId: string): string => `/console/training/sessions/${sessionId}/no-shows`;
