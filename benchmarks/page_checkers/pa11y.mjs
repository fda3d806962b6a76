// Errors of HTML_CodeSniffer (WCAG 2 AA) on the addresses given, as JSON lines; one browser for all of them.
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const puppeteer = require("puppeteer");
const pa11y = require("pa11y");
const [executablePath, ...addresses] = process.argv.slice(2);
const browser = await puppeteer.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
for (const url of addresses) {
  const { issues } = await pa11y(url, { browser, wait: 200 });
  for (const { code, message, context } of issues) {
    console.log(JSON.stringify({ page: new URL(url).pathname + new URL(url).search, code, message, context }));
  }
}
await browser.close();
