export const allianceName = "The Partnerships Alliance";
/** The header's colour, for the browser's own frame; same as `$brand` in styles/settings.scss. */
export const themeColour = "#0b4a4f";
