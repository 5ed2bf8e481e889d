export const deskListPath = "/console/training/clinics";
export const clinicDeskPath = (clinicId: string): string => `${deskListPath}/${clinicId}`;
export const answerPath = (appointmentId: string): string => `${deskListPath}/appointments/${appointmentId}`;
