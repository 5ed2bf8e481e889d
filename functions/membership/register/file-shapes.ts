import type { FileShape } from "./read-csv.ts";

// Head teachers' names are columns of the register too: what is not named here is never read.
export const establishmentsShape: FileShape = {
  required: [
    ...["URN", "EstablishmentName", "TypeOfEstablishment (name)", "EstablishmentStatus (code)", "OpenDate"],
    ...["CloseDate", "PhaseOfEducation (name)", "Street", "Town", "Postcode"],
  ],
  wanted: [
    ...["LA (code)", "LA (name)", "EstablishmentNumber", "EstablishmentTypeGroup (name)", "StatutoryLowAge"],
    ...["StatutoryHighAge", "NumberOfPupils", "Trusts (code)", "Trusts (name)", "UKPRN", "Locality", "Address3"],
    ...["County (name)", "GOR (name)", "DistrictAdministrative (name)"],
  ],
};

export const linksShape: FileShape = {
  required: ["URN", "LinkURN", "LinkType"],
  wanted: ["LinkName", "LinkEstablishedDate"],
};

export const groupsShape: FileShape = {
  required: ["URN", "Group UID", "Group Name", "Group Type", "Joined date"],
  wanted: [
    ...["Group ID", "Companies House Number", "UKPRN", "Group UKPRN", "Open date", "Incorporated on (open date)"],
    "Closed Date",
  ],
};
