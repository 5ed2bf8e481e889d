import { describe, expect, it } from "vitest";
import { Page, type PageProps } from "./page.tsx";
import { pageHtml } from "./page-html.ts";

const navigation = [
  { href: "/", text: "Home" },
  { href: "/join", text: "Join" },
];
const page = (props: Partial<PageProps>) =>
  pageHtml(
    <Page title="Your details" nonce="n0nce" navigation={navigation} {...props}>
      <h1>Your details</h1>
    </Page>,
  );

describe("Page", () => {
  it("is a whole document with a doctype, a language and a title", async () => {
    const html = await page({});
    expect(html).toMatch(/^<!DOCTYPE html><html lang="en"/);
    expect(html).toContain("<title>Your details – The Partnerships Alliance</title>");
  });

  it("prefixes the title and lists the errors with links when a form was refused", async () => {
    const html = await page({
      errors: [
        { field: "email", message: "Enter an email" },
        { field: "", message: "Try again later" },
      ],
    });
    expect(html).toContain("<title>Error: Your details");
    expect(html).toContain('<a href="#email">Enter an email</a>');
    expect(html).toContain("<li>Try again later</li>");
  });

  it("has neither prefix nor summary when nothing was wrong", async () => {
    const html = await page({ errors: [] });
    expect(html).not.toContain("Error: ");
    expect(html).not.toContain("error-summary");
  });

  it("marks the section that the page belongs to, and only that", async () => {
    const html = await page({ section: "Join" });
    expect(html.match(/aria-current="true"/g)).toHaveLength(1);
    expect(html).toContain('href="/join" aria-current="true"');
  });

  it("offers sign in to a visitor, and signing out by POST to a member of staff", async () => {
    expect(await page({})).toContain('href="/sign-in"');
    const html = await page({ user: { name: "Priya Raman", isStaff: true } });
    expect(html).toContain('<form method="post" action="/sign-out"');
    expect(html).toContain("Priya Raman");
    expect(html).toContain("Staff</span>");
  });

  it("stays within the content security policy", async () => {
    const html = await page({ hero: <p>Hero</p>, backLink: { href: "/" }, notice: "Saved" });
    expect(html).not.toMatch(/ style=| on\w+=|https?:\/\/(?!www\.w3\.org)/);
    for (const [, attributes = ""] of html.matchAll(/<script([^>]*)>/g))
      expect(attributes).toMatch(/src="\/assets\/|nonce="n0nce"/);
    expect(html).toContain("document.body.classList.add(`js-enabled`,`govuk-frontend-supported`)");
  });

  it("never passes for a page of the government", async () => {
    expect(await page({ user: { name: "A", isStaff: false } })).not.toMatch(/crown|crest|GDS Transport|GOV\.UK/i);
  });
});
