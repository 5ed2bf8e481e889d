import type { Page } from "playwright-core";
import { beforeAll, describe, it } from "vitest";
import { person } from "../harness/people.ts";
import { holdStill, look, pressTo, visit } from "../harness/walk.ts";

describe("a visitor's pages", () => {
  let page: Page;
  beforeAll(async () => {
    page = await person();
  });

  it("front page and notices", async () => {
    await visit(page, "/", { name: "front page", route: "/" });
    await visit(page, "/contact", { name: "help and contact", route: "/contact" });
    await visit(page, "/accessibility", { name: "accessibility", route: "/accessibility" });
    await visit(page, "/privacy", { name: "privacy", route: "/privacy" });
    await visit(page, "/cookies", { name: "cookies", route: "/cookies" });
    await visit(page, "/no-such-page", { name: "unknown address", route: "unknown", status: 404 });
  });

  it("searching", async () => {
    await visit(page, "/join", { name: "search", route: "/join" });
    await visit(page, "/join?q=a", { name: "search, too short", route: "/join", status: 422 });
    await visit(page, "/join?q=school", { name: "search, many found", route: "/join" });
    await visit(page, "/join?q=900004", { name: "search, one found", route: "/join" });
    await visit(page, "/join?q=zzzzzz", { name: "search, none found", route: "/join" });
  });

  it("signing in and out", async () => {
    await visit(page, "/sign-in", { name: "choosing who to be", route: "oidc: sign-in" });
    await page.getByText("Another person").click();
    await page.getByLabel("Name").fill("Nobody");
    await page.getByLabel("E-mail").fill("nobody@nowhere");
    await pressTo(page, /^Sign in$/, { name: "refused to be somebody", route: "oidc: sign-in", status: 422 });
    const another = await person();
    await visit(another, page.url(), { name: "sign-in gone", route: "oidc: gone", status: 400 });
    const reply = await page.goto("/sign-in/callback?state=0123456789abcdef&code=x");
    await look(page, { name: "a sign-in that nobody began", route: "/sign-in/callback", status: reply?.status() ?? 0 });
    await holdStill(page);
    await visit(page, "/sign-out", { name: "being signed out", route: "/sign-out" });
    await visit(page, "/signed-out", { name: "signed out", route: "/signed-out" });
  });
});
