/** A4 in points. Content keeps clear of the footer. */
export const left = 48;
export const contentWidth = 499;
export const newPageTop = 48;
export const bottom = 752;

/** The product's own colours (packages/ui settings), each at least 4.5:1 on white where it is text. */
export const colors = {
  ink: "#14282c",
  brand: "#0b4a4f",
  secondary: "#4b5d60",
  mist: "#eaf2f1",
  border: "#d5dcdb",
  paid: "#1c6b45",
  due: "#8a4a00",
} as const;
