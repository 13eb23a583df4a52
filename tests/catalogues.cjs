// Reads catalogues as others do, and tells what they understood as JSON:
//   node catalogues.cjs FOLDER opds CATALOGUE.xml CATALOGUE.json    Readium's r2-opds-js
//   node catalogues.cjs FOLDER cff CITATION.cff                     Citation.js
// FOLDER is where their packages are.
const fs = require("fs");
const { createRequire } = require("module");

const [folder, kind, ...files] = process.argv.slice(2);
console.log = console.error; // what the readers have to say is no part of the result
const need = createRequire(`${folder}/`);
const [first, second] = files.map((file) => fs.readFileSync(file, "utf8"));

function publications(feed) {
  return (feed.Publications || []).map((publication) => ({
    title: publication.Metadata.Title,
    authors: (publication.Metadata.Author || []).map((author) => author.Name),
    language: publication.Metadata.Language,
    identifier: publication.Metadata.Identifier,
    links: publication.Links.map((link) => [link.Rel[0], link.Href, link.TypeLink]),
    images: (publication.Images || []).map((link) => link.Href),
  }));
}

function opds() {
  const root = "r2-opds-js/dist/es8-es2017/src/opds";
  need(`${root}/init-globals`).initGlobalConverters_OPDS();
  need(`${root}/init-globals`).initGlobalConverters_GENERIC();
  const { XML } = need("r2-utils-js/dist/es8-es2017/src/_utils/xml-js-mapper");
  const { TaJsonDeserialize } = need("r2-lcp-js/dist/es8-es2017/src/serializable");
  const { DOMParser } = need("@xmldom/xmldom");
  const document = new DOMParser().parseFromString(first, "application/xml");
  const older = XML.deserialize(document, need(`${root}/opds1/opds`).OPDS);
  const newer = TaJsonDeserialize(JSON.parse(second), need(`${root}/opds2/opds2`).OPDSFeed);
  return [need(`${root}/converter`).convertOpds1ToOpds2(older), newer].map(publications);
}

function cff() {
  const { Cite } = need("@citation-js/core");
  need("@citation-js/plugin-cff");
  const mapping = need("js-yaml").load(first);
  return new Cite(mapping, { forceType: "@cff/object" }).data.map((each) => ({
    type: each.type,
    title: each.title,
    author: each.author,
    issued: each.issued,
    isbn: each.ISBN,
  }));
}

process.stdout.write(JSON.stringify({ opds, cff }[kind]()));
