import { chromium } from "playwright-core";
import { chromiumPath } from "./browser/harness/chromium.ts";
const [origin = "", persona = "", out = "", ...paths] = process.argv.slice(2);
const b = await chromium.launch({ executablePath: chromiumPath() });
for (const [w, h] of [[360, 740], [1280, 900]] as const) {
  const c = await b.newContext({ viewport: { width: w, height: h }, baseURL: origin });
  const p = await c.newPage(); p.setDefaultTimeout(90000);
  if (persona !== "-") { await p.goto("/sign-in"); await p.locator(`button[name="persona"][value="${persona}"]`).click(); await p.waitForURL("**/portal"); }
  for (const [i, path] of paths.entries()) { const r = await p.goto(path); console.log(w, path, r?.status()); await p.screenshot({ path: `${out}-${i}-${w}.png`, fullPage: true }); }
}
await b.close();
