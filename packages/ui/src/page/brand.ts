export const allianceName = "The Partnerships Alliance";
/** Read by people, and named on pages and in letters. A demonstration value: the alliance's own goes here. */
export const contactEmail = "hello@partnerships-alliance.example";
/** The header's colour, for the browser's own frame; same as `$brand` in styles/settings.scss. */
export const themeColour = "#0b4a4f";
