import { describe, expect, test } from "vitest";
import { RouteTable } from "./route-table.ts";

const keys = [
  "$default",
  "ANY /{proxy+}",
  "GET /",
  "GET /orders/{id}",
  "ANY /orders/{id}",
  "GET /orders/latest",
  "ANY /orders/{proxy+}",
  "POST /orders",
];
const table = new RouteTable(keys.map((routeKey) => ({ routeKey, target: routeKey })));

describe("a route", () => {
  test.each([
    ["GET", "/", "GET /"],
    ["POST", "/", "$default"],
    ["GET", "/orders/latest", "GET /orders/latest"],
    ["GET", "/orders/7", "GET /orders/{id}"],
    ["DELETE", "/orders/7", "ANY /orders/{id}"],
    ["GET", "/orders/7/lines", "ANY /orders/{proxy+}"],
    ["POST", "/orders", "POST /orders"],
    ["GET", "/orders", "ANY /{proxy+}"],
    ["GET", "/orders/", "ANY /{proxy+}"],
  ])("%s %s is the most specific: %s", (method, path, expected) => {
    expect(table.match(method, path)?.route.routeKey).toBe(expected);
  });

  test("binds its variables", () => {
    expect(table.match("GET", "/orders/7")?.pathParameters).toEqual({ id: "7" });
    expect(table.match("GET", "/orders/7/lines/2")?.pathParameters).toEqual({ proxy: "7/lines/2" });
  });

  test("is missing when nothing fits and there is no default", () => {
    expect(new RouteTable([{ routeKey: "GET /a", target: "" }]).match("GET", "/b")).toBeUndefined();
  });
});
