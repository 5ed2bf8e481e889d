import * as z from "zod";

/** Characters nobody sees: control characters, and the marks that turn the direction of the text behind them. */
const unseen = /[\p{Cc}\u202a-\u202e\u2066-\u2069]+/gu;

/** What somebody typed to search for, as it may be shown again; the length is for who uses it to bound. */
export const SearchText = z
  .string()
  .overwrite((text) => text.replace(unseen, " "))
  .trim();
