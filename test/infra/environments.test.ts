import { environmentFor } from "@alliance/infra/environments";
import { expect, test } from "vitest";

const production = environmentFor("production");

test("both stages have all their settings", () => {
  expect(environmentFor("dev").stage).toBe("dev");
  expect(production.keepData).toBe(true);
});

test("a stage that does not exist is named, with those that do", () => {
  expect(() => environmentFor("prod")).toThrow('stage: "prod" is not one of dev, production');
  expect(() => environmentFor(undefined)).toThrow('stage: "undefined"');
  expect(() => environmentFor("toString")).toThrow('stage: "toString"');
});

test.each([
  ["alertEmail", "nobody"],
  ["domain", "https://alliance.example"],
  ["hostedZoneId", "zone"],
  ["account", "12"],
  ["signInPrefix", "Alliance!"],
  ["archiveDays", 3],
  ["stripeApiBase", "http://api.stripe.com"],
  ["logRetentionDays", 31],
])("a wrong %s stops the synth with its name", (name, value) => {
  expect(() => environmentFor("production", { production: { ...production, [name]: value } })).toThrow(
    `production.${name}: `,
  );
});

test("a missing setting and one that nobody knows are both named at once", () => {
  const { mailFrom: _, ...rest } = production;
  const wrong = () => environmentFor("production", { production: { ...rest, colour: "blue" } });
  expect(wrong).toThrow("production.mailFrom: ");
  expect(wrong).toThrow("production.colour: ");
});
