import { expect, it } from "vitest";
import { BarChart } from "./bar-chart.tsx";

const chart = (values: readonly number[]): string =>
  String(
    <BarChart
      id="c"
      title="Members by region"
      description="London has most."
      labelHeading="Region"
      valueHeading="Members"
      bars={values.map((value, index) => ({ label: `Region ${index}`, value }))}
    />,
  );

it("a chart is an image with a title and a description, above its table", () => {
  const html = chart([4, 1]);
  expect(html).toContain('role="img" aria-labelledby="c-title c-desc"');
  expect(html).toContain('<title id="c-title">Members by region</title>');
  expect(html.indexOf("</svg>")).toBeLessThan(html.indexOf("<table"));
});

it("bars share the width in proportion to the largest", () => {
  expect([...chart([4, 1]).matchAll(/app-chart__bar"[^>]*width="([^"]+)"/g)].map((match) => match[1])).toEqual([
    "100%",
    "25%",
  ]);
});

it("nothing but zeros, and nothing at all, still draw", () => {
  expect(chart([0, 0])).toContain('width="0%"');
  expect(chart([])).toContain("<table");
});

it("shares are drawn as shares of the whole, not of the largest one", () => {
  const html = String(
    <BarChart
      {...{
        id: "c",
        title: "Take-up",
        description: "Little is taken.",
        labelHeading: "Session",
        valueHeading: "Taken",
      }}
      bars={[{ label: "Evaluating", value: 8, text: "3 of 40, 8%" }]}
      outOf={100}
    />,
  );
  expect(html).toMatch(/app-chart__bar"[^>]*width="8%"/);
});
