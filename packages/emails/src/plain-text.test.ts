import { describe, expect, it } from "vitest";
import { plainTextOf } from "./plain-text.ts";

describe("plainTextOf", () => {
  it("reads the body only", () => {
    expect(plainTextOf("<html><head><title>No</title></head><body><p>Yes</p></body></html>")).toBe("Yes\n");
  });

  it("sets paragraphs, lists and facts apart", () => {
    const table = "<table><tbody><tr><th>Number</th><td>1</td></tr><tr><th>Due</th><td>2 May</td></tr></tbody></table>";
    expect(plainTextOf(`<body><h1>A</h1><p>B<br/>C</p><ul><li>D</li><li>E</li></ul>${table}</body>`)).toBe(
      "A\n\nB\nC\n\n- D\n- E\n\nNumber: 1\nDue: 2 May\n",
    );
  });

  it("writes a link's address after its words, and turns entities back", () => {
    expect(plainTextOf(`<body><a href="https://a.uk/?a=1&amp;b=2">Tom &amp; Jo&#39;s</a></body>`)).toBe(
      "Tom & Jo's: https://a.uk/?a=1&b=2\n",
    );
  });

  it("leaves out what is marked, with everything inside it", () => {
    expect(plainTextOf(`<body><div data-text="skip">x<div>y</div>z</div><p>Kept</p></body>`)).toBe("Kept\n");
  });

  it("refuses an element that it does not know", () => {
    expect(() => plainTextOf("<body><video></video></body>")).toThrow("<video>");
  });
});
