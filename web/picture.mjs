// The README's picture: node picture.mjs REPORT.html OUT.png
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [, , report, out] = process.argv;
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"],
});
const page = await browser.newPage({ viewport: { width: 960, height: 800 }, colorScheme: "light" });
await page.goto(pathToFileURL(report).href);
await page.waitForSelector("#frontier .canvas svg");
// Page one and the first figure.
const height = await page.evaluate(() => document.querySelector("#frontier").getBoundingClientRect().bottom + window.scrollY);
await page.setViewportSize({ width: 960, height: Math.ceil(height) });
await page.waitForTimeout(300);
await page.screenshot({ path: out });
await browser.close();
