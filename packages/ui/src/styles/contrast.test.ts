import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { themeColour } from "../page/brand.ts";

const settings = readFileSync(new URL("./settings.scss", import.meta.url), "utf8");
const colour = (name: string): string => new RegExp(`[$"]${name}"?: (#[0-9a-f]{6})`).exec(settings)?.[1] ?? "missing";

/** Relative luminance of "#rrggbb" (WCAG 2.2). */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

it.each([
  ["ink", "#ffffff"],
  ["ink", "mist"],
  ["ink", "paper"],
  ["teal", "#ffffff"],
  ["teal", "mist"],
  ["brand", "#ffffff"],
  ["teal-dark", "#ffffff"],
  ["secondary-text", "#ffffff"],
  ["secondary-text", "mist"],
  ["secondary-text", "paper"],
  ["error", "#ffffff"],
  ["success", "#ffffff"],
  ["link-visited", "#ffffff"],
  ["ink", "focus"],
  ["amber-dark", "paper"],
])("%s on %s reads at AA (4.5 to 1)", (text, ground) => {
  const hex = (name: string): string => (name.startsWith("#") ? name : colour(name));
  expect(contrast(hex(text), hex(ground))).toBeGreaterThanOrEqual(4.5);
});

it("the browser's frame has the header's colour", () => {
  expect(themeColour).toBe(colour("brand"));
});
