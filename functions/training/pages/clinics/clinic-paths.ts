export const clinicsPath = "/training/clinics";
export const clinicPath = (clinicId: string): string => `${clinicsPath}/${clinicId}`;
export const requestPath = (clinicId: string, startsAt: string): string =>
  `${clinicPath(clinicId)}/request?${new URLSearchParams({ at: startsAt })}`;
export const appointmentPath = (appointmentId: string): string => `${clinicsPath}/appointments/${appointmentId}`;
export const ownAppointmentsPath = "/portal/training/clinics";
