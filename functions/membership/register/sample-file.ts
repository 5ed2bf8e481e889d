/** The 140 columns of the register's establishments file, in its own order. */
export const registerColumns: readonly string[] = (
  "URN|LA (code)|LA (name)|EstablishmentNumber|EstablishmentName|TypeOfEstablishment (code)" +
  "|TypeOfEstablishment (name)|EstablishmentTypeGroup (code)|EstablishmentTypeGroup (name)" +
  "|EstablishmentStatus (code)|EstablishmentStatus (name)|ReasonEstablishmentOpened (code)" +
  "|ReasonEstablishmentOpened (name)|OpenDate|ReasonEstablishmentClosed (code)" +
  "|ReasonEstablishmentClosed (name)|CloseDate|PhaseOfEducation (code)|PhaseOfEducation (name)" +
  "|StatutoryLowAge|StatutoryHighAge|Boarders (code)|Boarders (name)|NurseryProvision (name)" +
  "|OfficialSixthForm (code)|OfficialSixthForm (name)|Gender (code)|Gender (name)|ReligiousCharacter (code)" +
  "|ReligiousCharacter (name)|ReligiousEthos (name)|Diocese (code)|Diocese (name)|AdmissionsPolicy (code)" +
  "|AdmissionsPolicy (name)|SchoolCapacity|SpecialClasses (code)|SpecialClasses (name)|CensusDate" +
  "|NumberOfPupils|NumberOfBoys|NumberOfGirls|PercentageFSM|TrustSchoolFlag (code)|TrustSchoolFlag (name)" +
  "|Trusts (code)|Trusts (name)|SchoolSponsorFlag (name)|SchoolSponsors (name)|FederationFlag (name)" +
  "|Federations (code)|Federations (name)|UKPRN|FEHEIdentifier|FurtherEducationType (name)|OfstedLastInsp" +
  "|OfstedSpecialMeasures (code)|OfstedSpecialMeasures (name)|LastChangedDate|Street|Locality|Address3|Town" +
  "|County (name)|Postcode|SchoolWebsite|TelephoneNum|HeadTitle (name)|HeadFirstName|HeadLastName" +
  "|HeadPreferredJobTitle|BSOInspectorateName (name)|InspectorateReport|DateOfLastInspectionVisit" +
  "|NextInspectionVisit|TeenMoth (name)|TeenMothPlaces|CCF (name)|SENPRU (name)|EBD (name)|PlacesPRU" +
  "|FTProv (name)|EdByOther (name)|Section41Approved (name)|SEN1 (name)|SEN2 (name)|SEN3 (name)|SEN4 (name)" +
  "|SEN5 (name)|SEN6 (name)|SEN7 (name)|SEN8 (name)|SEN9 (name)|SEN10 (name)|SEN11 (name)|SEN12 (name)" +
  "|SEN13 (name)|TypeOfResourcedProvision (name)|ResourcedProvisionOnRoll|ResourcedProvisionCapacity" +
  "|SenUnitOnRoll|SenUnitCapacity|GOR (code)|GOR (name)|DistrictAdministrative (code)" +
  "|DistrictAdministrative (name)|AdministrativeWard (code)|AdministrativeWard (name)" +
  "|ParliamentaryConstituency (code)|ParliamentaryConstituency (name)|UrbanRural (code)|UrbanRural (name)" +
  "|GSSLACode (name)|Easting|Northing|MSOA (name)|LSOA (name)|InspectorateName (name)|SENStat|SENNoStat" +
  "|BoardingEstablishment (name)|PropsName|PreviousLA (code)|PreviousLA (name)|PreviousEstablishmentNumber" +
  "|OfstedRating (name)|RSCRegion (name)|Country (name)|UPRN|SiteName|QABName (code)|QABName (name)" +
  "|EstablishmentAccredited (code)|EstablishmentAccredited (name)|QABReport|CHNumber|MSOA (code)|LSOA (code)" +
  "|FSM|AccreditationExpiryDate"
).split("|");

export type RegisterRow = Readonly<Record<string, string>>;

const usual: RegisterRow = {
  "LA (code)": "840",
  "LA (name)": "County Durham",
  EstablishmentNumber: "2001",
  "TypeOfEstablishment (name)": "Community school",
  "EstablishmentTypeGroup (name)": "Local authority maintained schools",
  "EstablishmentStatus (code)": "1",
  "EstablishmentStatus (name)": "Open",
  "PhaseOfEducation (name)": "Primary",
  Street: "Quay Street",
  Town: "Seaham",
  "County (name)": "County Durham",
  Postcode: "SR7 0AA",
  NumberOfPupils: "210",
  "GOR (name)": "North East",
};

/** The five characters beyond latin1 that names in the register use, as windows-1252 has them. */
const beyondLatin1: Record<string, number> = { "‘": 0x91, "’": 0x92, "“": 0x93, "”": 0x94, "–": 0x96 };

const encode = (text: string): Uint8Array =>
  Uint8Array.from([...text], (character) => beyondLatin1[character] ?? character.charCodeAt(0));

const quoted = (cells: readonly string[]): string => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(",");

const csv = (lines: readonly (readonly string[])[]): Uint8Array =>
  encode(lines.map((cells) => `${quoted(cells)}\r\n`).join(""));

/** An establishments file as the register publishes it: windows-1252, CRLF, every cell quoted, all its columns. */
export const establishmentsFile = (rows: readonly RegisterRow[], columns = registerColumns): Uint8Array =>
  csv([columns, ...rows.map((row) => columns.map((column) => row[column] ?? usual[column] ?? ""))]);

/** A links file: [URN, LinkURN, LinkName, LinkType, LinkEstablishedDate]. */
export const linksFile = (rows: readonly (readonly string[])[]): Uint8Array =>
  csv([["URN", "LinkURN", "LinkName", "LinkType", "LinkEstablishedDate"], ...rows]);

const groupColumns = (
  "URN|Group UID|Group ID|Group Name|Companies House Number|Group Type (code)|Group Type|Closed Date|Open date" +
  "|Incorporated on (open date)|Group Status (code)|Group Status|Joined date|EstablishmentName" +
  "|TypeOfEstablishment (code)|TypeOfEstablishment (name)|PhaseOfEducation (code)|PhaseOfEducation (name)" +
  "|LA (code)|LA (name)"
).split("|");

/** A groups file: who is in which trust. */
export const groupsFile = (rows: readonly RegisterRow[]): Uint8Array =>
  csv([groupColumns, ...rows.map((row) => groupColumns.map((column) => row[column] ?? ""))]);

/** Invented schools with everything that makes names hard to find. */
export const sampleRows: readonly RegisterRow[] = [
  { URN: "900001", EstablishmentName: "Harbour View Primary School" },
  {
    URN: "900002",
    EstablishmentName: "St Mary’s Church of England Primary School",
    Town: "Whitby",
    Postcode: "YO21 3AB",
    "LA (name)": "North Yorkshire",
  },
  {
    URN: "900003",
    EstablishmentName: "Saint Thomas à Becket Catholic Academy",
    Town: "Salisbury",
    Postcode: "SP3 4RZ",
    "PhaseOfEducation (name)": "Secondary",
    "TypeOfEstablishment (name)": "Academy converter",
    "EstablishmentStatus (code)": "3",
    "EstablishmentStatus (name)": "Open, but proposed to close",
    NumberOfPupils: "",
  },
  {
    URN: "900004",
    EstablishmentName: "Old Quay Junior School",
    "EstablishmentStatus (code)": "2",
    "EstablishmentStatus (name)": "Closed",
    OpenDate: "01-01-1900",
    CloseDate: "31/08/2019",
  },
  {
    URN: "900005",
    EstablishmentName: "Lighthouse Free School",
    "EstablishmentStatus (code)": "4",
    "EstablishmentStatus (name)": "Proposed to open",
    OpenDate: "01-09-2027",
  },
];

export const sampleLinks = [["900004", "900001", "Harbour View Primary School", "Successor", "01-09-2019"]];

const saltmarsh: RegisterRow = {
  "Group UID": "5001",
  "Group ID": "TR05001",
  "Group Name": "Saltmarsh Learning Trust",
  "Companies House Number": "07900001",
  "Group Type (code)": "06",
  "Group Type": "Multi-academy trust",
  "Open date": "01-04-2015",
  "Group Status": "Open",
};

export const sampleGroups: readonly RegisterRow[] = [
  { ...saltmarsh, URN: "900003", "Joined date": "01-09-2024" },
  { ...saltmarsh, URN: "900001", "Joined date": "01-01-2026" },
  { "Group UID": "5002", "Group Name": "Beacon Trust", "Group Type": "Single-academy trust", "Group Status": "Open" },
  {
    "Group UID": "5009",
    "Group Name": "Coast Federation",
    "Group Type": "Federation",
    URN: "900002",
    "Joined date": "",
  },
];
