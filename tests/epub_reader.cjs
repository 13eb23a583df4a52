// Opens an EPUB file with epub.js in Chromium, and tells as JSON what it finds there:
// node epub_reader.cjs MODULES CHROMIUM FILE

const { join } = require("node:path");
const { readFileSync } = require("node:fs");

const [modules, chromium, file] = process.argv.slice(2);
const puppeteer = require(join(modules, "puppeteer-core"));
const scripts = ["jszip/dist/jszip.min.js", "epubjs/dist/epub.min.js"];

async function read(base64) {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const book = window.ePub();
  await book.open(bytes.buffer);
  await book.ready;
  const flat = (items) =>
    items.flatMap((item) => [[item.label.trim(), item.href], ...flat(item.subitems ?? [])]);
  const sections = [];
  book.spine.each((section) => sections.push(section));
  // The page list of epub.js has what it could find; the places are looked up here.
  const pages = book.pageList?.pageList ?? [];
  const documents = {};
  for (const section of sections) {
    const content = await section.load(book.load.bind(book));
    documents[section.href] = content.ownerDocument ?? content;
  }
  const place = (href) => {
    const [path, name] = href.split("#");
    const home = documents[path] ?? documents[path.replace(/^\/?EPUB\//, "")];
    if (!home) return null;
    const target = name ? home.querySelector(`[id="${CSS.escape(decodeURIComponent(name))}"]`) : home;
    if (!target) return null;
    const element = target.documentElement ?? target;
    return element.getAttribute("aria-label") ?? element.textContent.trim().slice(0, 200);
  };
  const rendition = book.renderTo("page", { width: 400, height: 600 });
  await rendition.display(sections[sections.length - 1].href);
  const shown = rendition.getContents()[0].document.body.innerText;
  return {
    title: book.packaging.metadata.title,
    toc: flat(book.navigation.toc).map(([label, href]) => [label, place(href)]),
    pages: pages.map((page) => [String(page.page), place(page.href)]),
    landmarks: book.navigation.landmarks.map((mark) => mark.type),
    sections: sections.length,
    dead: Object.entries(documents).flatMap(([path, content]) =>
      [...content.querySelectorAll("a[href]")]
        .map((link) => link.getAttribute("href"))
        .filter((href) => !/^[a-z]+:/.test(href))
        .map((href) => (href.startsWith("#") ? path + href : new URL(href, `http://x/${path}`)))
        .map((url) => (url.pathname ? url.pathname.slice(1) + url.hash : url))
        .filter((href) => place(href) === null),
    ),
    shown,
  };
}

(async () => {
  const browser = await puppeteer.launch({
    executablePath: chromium,
    args: ["--no-sandbox", "--disable-gpu"],
  });
  const page = await browser.newPage();
  await page.setContent('<div id="page"></div>');
  for (const script of scripts) {
    await page.addScriptTag({ content: readFileSync(join(modules, script), "utf8") });
  }
  const found = await page.evaluate(read, readFileSync(file).toString("base64"));
  await browser.close();
  process.stdout.write(JSON.stringify(found));
})().catch((error) => {
  process.stderr.write(String(error.stack ?? error));
  process.exit(1);
});
