// Opens an HTML page in Chromium, at the width of a telephone and of a desk, light and dark, and
// tells as JSON what is to be seen there: node page_checks.cjs MODULES CHROMIUM PAGE

const { join } = require("node:path");
const { readFileSync } = require("node:fs");
const { pathToFileURL } = require("node:url");

const [modules, chromium, file] = process.argv.slice(2);
const puppeteer = require(join(modules, "puppeteer-core"));
const axe = readFileSync(join(modules, "axe-core", "axe.min.js"), "utf8");
const address = pathToFileURL(file).href;
const VIEWS = [
  { name: "phone", width: 360, height: 740, scheme: "light" },
  { name: "phone, dark", width: 360, height: 740, scheme: "dark" },
  { name: "desk", width: 1440, height: 900, scheme: "light" },
  { name: "desk, dark", width: 1440, height: 900, scheme: "dark" },
];

// What the page looks like to somebody who measures it.
function measured() {
  const box = (selector) => document.querySelector(selector)?.getBoundingClientRect();
  const main = box("main"), navigation = box(".navigation");
  const wide = [...document.querySelectorAll("main *")].filter((element) => {
    const clipped = element.closest(".table, .formula, math");
    return !clipped && element.getBoundingClientRect().right > innerWidth + 1;
  });
  return {
    overflow: document.scrollingElement.scrollWidth - innerWidth,
    beyond: wide.map((element) => element.outerHTML.slice(0, 80)),
    beside: Boolean(navigation && navigation.right <= main.left),
    above: Boolean(navigation && navigation.bottom <= main.top + 1),
    measure: main.width / parseFloat(getComputedStyle(document.body).fontSize),
    ground: getComputedStyle(document.documentElement).colorScheme,
    ink: getComputedStyle(document.querySelector("main p") ?? document.body).color,
    images: [...document.images].filter((image) => !image.naturalWidth).length,
    dead: [...document.querySelectorAll("a[href^='#']")]
      .map((link) => link.getAttribute("href"))
      .filter((href) => !document.getElementById(decodeURIComponent(href.slice(1)))),
  };
}

async function judged(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run(document));
  return violations.map((v) => `${v.id} (${v.impact}): ${v.nodes[0].html.slice(0, 120)}`);
}

async function looked(browser, view) {
  const page = await browser.newPage();
  const asked = [];
  const said = [];
  page.on("request", (request) => {
    if (request.url() !== address && !request.url().startsWith("data:")) asked.push(request.url());
  });
  page.on("console", (message) => said.push(message.text()));
  page.on("pageerror", (error) => said.push(String(error)));
  await page.setBypassCSP(true); // for axe, which is put into the page
  await page.setViewport({ width: view.width, height: view.height });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: view.scheme }]);
  await page.goto(address);
  const found = await page.evaluate(measured);
  const violations = await judged(page);
  const link = await page.$(".navigation a[href^='#']");
  let arrived = null;
  if (link) {
    await link.click();
    arrived = await page.evaluate(
      () => document.querySelector(":target")?.getBoundingClientRect().top ?? -1e6,
    );
  }
  await page.close();
  return { ...found, violations, asked, said, arrived };
}

async function printed(browser) {
  const page = await browser.newPage();
  await page.goto(address);
  const paper = await page.pdf({ preferCSSPageSize: true });
  await page.close();
  return Buffer.from(paper).toString("base64");
}

(async () => {
  const browser = await puppeteer.launch({
    executablePath: chromium,
    args: ["--no-sandbox", "--disable-gpu"],
  });
  const result = { views: {}, paper: "" };
  for (const view of VIEWS) result.views[view.name] = await looked(browser, view);
  result.paper = await printed(browser);
  await browser.close();
  process.stdout.write(JSON.stringify(result));
})();
