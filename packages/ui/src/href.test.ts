import { describe, expect, it } from "vitest";
import { safeHref } from "./href.ts";

describe("safeHref", () => {
  it.each([
    "/join",
    "#name",
    "?page=2",
    "join/details",
    "https://oakfield.sch.uk",
    "http://a.uk",
    "mailto:a@b.uk",
    "tel:+441214960000",
  ])("keeps %s", (href) => {
    expect(safeHref(href)).toBe(href);
  });

  it.each([
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "java\nscript:alert(1)",
    "\u0001javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "file:///etc/passwd",
    "blob:https://a.uk/1",
  ])("refuses %j", (href) => {
    expect(safeHref(href)).toBeUndefined();
  });
});
