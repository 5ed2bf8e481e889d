export const recordingsPath = "/training/recordings";
export const recordingPath = (recordingId: string): string => `${recordingsPath}/${recordingId}`;
export const recordingDeskListPath = "/console/training/recordings";
export const recordingDeskPath = (recordingId: string): string => `${recordingDeskListPath}/${recordingId}`;
