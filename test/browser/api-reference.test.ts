import { it } from "vitest";
import { person, useBrowser } from "./harness/people.ts";
import { look } from "./harness/walk.ts";

useBrowser();

it("the API's reference can be read by everyone", async () => {
  const page = await person();
  await page.goto("/api/docs");
  await page.getByText("/api/membership/establishments").first().waitFor();
  // Swagger UI's own: a level of headings left out, a list without a name, and text beside its `main`.
  const without = ["heading-order", "select-name", "region"];
  await look(page, { name: "API reference", route: "/api/docs", without });
});
