/**
 * Written on each element, because mail programs drop style sheets. Colours are the pages' own; `darkMode` is for the
 * programs that do read a style sheet and ask for a dark page.
 */
const font = "font-family:Arial,Helvetica,sans-serif";
const ink = "#14282c";
const teal = "#0c6168";

export const styles = {
  page: `margin:0;padding:0;width:100%;background-color:#eef3f2;color:${ink};${font}`,
  hidden: "display:none;max-height:0;overflow:hidden;font-size:1px;line-height:1px;color:#eef3f2",
  frame: "padding:24px 12px",
  card: "width:100%;max-width:600px;background-color:#ffffff;border-radius:10px;border-collapse:separate;overflow:hidden",
  band: "padding:22px 28px;background-color:#0b4a4f;border-bottom:4px solid #f3a73b",
  name: `margin:0;color:#ffffff;font-size:19px;line-height:24px;font-weight:bold;${font}`,
  content: "padding:28px",
  heading: `margin:0 0 18px;color:${ink};font-size:26px;line-height:32px;font-weight:bold;${font}`,
  subheading: `margin:26px 0 10px;color:${ink};font-size:19px;line-height:26px;font-weight:bold;${font}`,
  paragraph: `margin:0 0 16px;color:${ink};font-size:17px;line-height:26px;${font}`,
  list: `margin:0 0 18px;padding:0 0 0 22px;color:${ink};font-size:17px;line-height:26px;${font}`,
  item: "margin:0 0 4px",
  facts: "width:100%;margin:0 0 22px;border-collapse:collapse",
  key: `width:38%;padding:10px 12px 10px 0;border-bottom:1px solid #d5dcdb;color:#4b5d60;font-size:16px;line-height:24px;font-weight:normal;text-align:left;vertical-align:top;${font}`,
  value: `padding:10px 0;border-bottom:1px solid #d5dcdb;color:${ink};font-size:16px;line-height:24px;font-weight:bold;text-align:left;vertical-align:top;${font}`,
  action: "margin:26px 0",
  button: `display:inline-block;padding:14px 24px;background-color:${teal};border-radius:6px;color:#ffffff;font-size:17px;line-height:22px;font-weight:bold;text-decoration:none;${font}`,
  footer: "padding:20px 28px 26px;border-top:1px solid #d5dcdb",
  small: `margin:0 0 8px;color:#4b5d60;font-size:14px;line-height:21px;${font}`,
} as const;

// Without quotes and angle brackets: JSX would escape them.
export const darkMode = [
  ":root{color-scheme:light dark;supported-color-schemes:light dark}",
  "@media (prefers-color-scheme:dark){",
  ".page,.preview{background-color:#0a1719!important;color:#eef4f3!important}",
  ".card{background-color:#132426!important}",
  ".ink{color:#eef4f3!important}",
  ".muted{color:#b4c6c5!important}",
  ".rule{border-color:#35494b!important}",
  ".button{background-color:#8fd0cc!important;color:#0a1719!important}",
  "}",
].join("");
