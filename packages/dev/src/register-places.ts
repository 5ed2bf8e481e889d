/** A local authority with towns of it; each town stands with the first half of its postcodes. */
interface Authority {
  readonly code: string;
  readonly name: string;
  readonly towns: readonly (readonly [town: string, outwardCode: string])[];
}

export interface Region {
  readonly code: string;
  readonly name: string;
  readonly authorities: readonly Authority[];
}

/** England's nine regions by their codes in the register, with places that are real; the schools there are not. */
export const regions: readonly Region[] = [
  {
    code: "A",
    name: "North East",
    authorities: [
      {
        code: "840",
        name: "County Durham",
        towns: [
          ["Durham", "DH1"],
          ["Seaham", "SR7"],
          ["Barnard Castle", "DL12"],
        ],
      },
      {
        code: "929",
        name: "Northumberland",
        towns: [
          ["Hexham", "NE46"],
          ["Alnwick", "NE66"],
          ["Berwick-upon-Tweed", "TD15"],
        ],
      },
    ],
  },
  {
    code: "B",
    name: "North West",
    authorities: [
      {
        code: "888",
        name: "Lancashire",
        towns: [
          ["Lancaster", "LA1"],
          ["Lytham St Anne’s", "FY8"],
          ["Burnley", "BB11"],
        ],
      },
      {
        code: "352",
        name: "Manchester",
        towns: [
          ["Manchester", "M14"],
          ["Wythenshawe", "M22"],
        ],
      },
    ],
  },
  {
    code: "D",
    name: "Yorkshire and the Humber",
    authorities: [
      {
        code: "815",
        name: "North Yorkshire",
        towns: [
          ["Whitby", "YO21"],
          ["Skipton", "BD23"],
          ["Ripon", "HG4"],
        ],
      },
      {
        code: "383",
        name: "Leeds",
        towns: [
          ["Leeds", "LS6"],
          ["Otley", "LS21"],
        ],
      },
    ],
  },
  {
    code: "E",
    name: "East Midlands",
    authorities: [
      {
        code: "925",
        name: "Lincolnshire",
        towns: [
          ["Lincoln", "LN2"],
          ["Stamford", "PE9"],
          ["Boston", "PE21"],
        ],
      },
      {
        code: "830",
        name: "Derbyshire",
        towns: [
          ["Matlock", "DE4"],
          ["Buxton", "SK17"],
          ["Ashby-de-la-Zouch", "LE65"],
        ],
      },
    ],
  },
  {
    code: "F",
    name: "West Midlands",
    authorities: [
      {
        code: "893",
        name: "Shropshire",
        towns: [
          ["Shrewsbury", "SY1"],
          ["Ludlow", "SY8"],
          ["Oswestry", "SY11"],
        ],
      },
      {
        code: "330",
        name: "Birmingham",
        towns: [
          ["Birmingham", "B13"],
          ["Sutton Coldfield", "B73"],
        ],
      },
    ],
  },
  {
    code: "G",
    name: "East of England",
    authorities: [
      {
        code: "926",
        name: "Norfolk",
        towns: [
          ["Norwich", "NR2"],
          ["King’s Lynn", "PE30"],
          ["Cromer", "NR27"],
        ],
      },
      {
        code: "919",
        name: "Hertfordshire",
        towns: [
          ["St Albans", "AL1"],
          ["Bishop’s Stortford", "CM23"],
          ["Hitchin", "SG4"],
        ],
      },
    ],
  },
  {
    code: "H",
    name: "London",
    authorities: [
      {
        code: "208",
        name: "Lambeth",
        towns: [
          ["London", "SE11"],
          ["London", "SW4"],
        ],
      },
      {
        code: "204",
        name: "Hackney",
        towns: [
          ["London", "E8"],
          ["London", "N16"],
        ],
      },
      {
        code: "314",
        name: "Kingston upon Thames",
        towns: [
          ["Kingston upon Thames", "KT2"],
          ["Surbiton", "KT6"],
        ],
      },
    ],
  },
  {
    code: "J",
    name: "South East",
    authorities: [
      {
        code: "886",
        name: "Kent",
        towns: [
          ["Canterbury", "CT1"],
          ["Whitstable", "CT5"],
          ["Royal Tunbridge Wells", "TN4"],
        ],
      },
      {
        code: "850",
        name: "Hampshire",
        towns: [
          ["Winchester", "SO22"],
          ["Hartley Wintney", "RG27"],
          ["Petersfield", "GU32"],
        ],
      },
    ],
  },
  {
    code: "K",
    name: "South West",
    authorities: [
      {
        code: "908",
        name: "Cornwall",
        towns: [
          ["Truro", "TR1"],
          ["Penzance", "TR18"],
          ["Bude", "EX23"],
        ],
      },
      {
        code: "878",
        name: "Devon",
        towns: [
          ["Exeter", "EX4"],
          ["Ottery St Mary", "EX11"],
          ["Westward Ho!", "EX39"],
        ],
      },
    ],
  },
];
