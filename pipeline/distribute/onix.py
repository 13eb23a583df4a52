"""Metadata for the book trade: an ONIX 3.0 message with a product for each edition.

Numbers in it are codes of EDItEUR's lists, which the comments name.
"""

from lxml import etree

from pipeline.distribute.figures import instant_text
from pipeline.distribute.identifiers import isbn_in, uri_of
from pipeline.distribute.language_codes import three_letters
from pipeline.distribute.release import Release, ReleasedEdition
from pipeline.distribute.trees import below, told, tree_text
from pipeline.model.dates import date_parts

ONIX = "onix.xml"
_NAMESPACE = "http://ns.editeur.org/onix/3.0/reference"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_FORMS = {"application/epub+zip": "E101", "application/pdf": "E107", _DOCX: "E104"}  # list 175
_DATE_FORMATS = {3: "00", 2: "01", 1: "05"}  # list 55: YYYYMMDD, YYYYMM, YYYY
_DAY = slice(0, 10)


def onix_message(release: Release) -> bytes:
    """Write the message for a release."""
    about = release.about
    message = etree.Element(f"{{{_NAMESPACE}}}ONIXMessage", nsmap={None: _NAMESPACE})  # type: ignore[dict-item]  # the stubs know no default
    message.set("release", "3.0")
    header = _below(message, "Header")
    sender = _below(header, "Sender")
    _below(sender, "SenderName", (about.publisher or ", ".join(about.authors) or about.title)[:200])
    sent = instant_text(release.origin.time)[_DAY].replace("-", "")
    _below(header, "SentDateTime", sent)
    for edition in release.editions:
        _product(message, release, edition)
    return tree_text(message)


def _below(parent: etree._Element, tag: str, text: str = "") -> etree._Element:
    return below(parent, f"{{{_NAMESPACE}}}{tag}", text)


def _told(parent: etree._Element, tag: str, text: str) -> None:
    told(parent, f"{{{_NAMESPACE}}}{tag}", text)


def _product(message: etree._Element, release: Release, edition: ReleasedEdition) -> None:
    """Add a product: it is confirmed, for it is there (list 1: 03)."""
    own = f"{release.folder}.{edition.format}"
    product = _below(message, "Product")
    _below(product, "RecordReference", own)
    _below(product, "NotificationType", "03")
    isbn = isbn_in(release.about.identifier)
    if isbn and len(release.editions) == 1:
        _identifier(product, "Product", "15", isbn)  # list 5: ISBN-13
    else:
        _identifier(product, "Product", "01", own)  # list 5: proprietary
    _description(product, release, edition)
    _collateral(product, release)
    _publishing(product, release)
    work = _below(_below(product, "RelatedMaterial"), "RelatedWork")
    _below(work, "WorkRelationCode", "01")  # list 164: manifestation of
    if isbn:
        _identifier(work, "Work", "15", isbn)  # list 16: ISBN-13
    else:
        _identifier(work, "Work", "01", uri_of(release.about.identifier))


def _identifier(parent: etree._Element, kind: str, code: str, value: str) -> None:
    identifier = _below(parent, f"{kind}Identifier")
    _below(identifier, f"{kind}IDType", code)
    if code == "01":
        _below(identifier, "IDTypeName", "edition-pipeline")
    _below(identifier, "IDValue", value)


def _description(product: etree._Element, release: Release, edition: ReleasedEdition) -> None:
    about = release.about
    detail = _below(product, "DescriptiveDetail")
    _below(detail, "ProductComposition", "00")  # list 2: single-component
    _below(detail, "ProductForm", "EA")  # list 150: digital download
    _told(detail, "ProductFormDetail", _FORMS.get(edition.file.media_type, ""))
    _below(detail, "PrimaryContentType", "10")  # list 81: text
    _below(detail, "EpubTechnicalProtection", "00")  # list 144: none
    title = _below(detail, "TitleDetail")
    _below(title, "TitleType", "01")  # list 15: distinctive title
    element = _below(title, "TitleElement")
    _below(element, "TitleElementLevel", "01")  # list 149: product
    _below(element, "TitleText", about.title)
    _told(element, "Subtitle", about.subtitle)
    _contributors(detail, about.authors)
    _below(detail, "EditionStatement", release.label)
    language = _below(detail, "Language")
    _below(language, "LanguageRole", "01")  # list 22: language of text
    _below(language, "LanguageCode", three_letters(about.language))
    _extents(detail, edition)
    if about.keywords:
        subject = _below(detail, "Subject")
        _below(subject, "SubjectSchemeIdentifier", "20")  # list 27: keywords
        _below(subject, "SubjectHeadingText", "; ".join(about.keywords))


def _contributors(detail: etree._Element, authors: tuple[str, ...]) -> None:
    if not authors:
        _below(detail, "NoContributor")
    for number, name in enumerate(authors, 1):
        contributor = _below(detail, "Contributor")
        _below(contributor, "SequenceNumber", str(number))
        _below(contributor, "ContributorRole", "A01")  # list 17: by (author)
        _below(contributor, "PersonName", name)


def _extents(detail: etree._Element, edition: ReleasedEdition) -> None:
    """Add pages, words and bytes (lists 23 and 24)."""
    extents = (
        ("00", edition.pages, "03"),
        ("02", edition.words, "02"),
        ("22", edition.file.size, "17"),
    )
    for kind, value, unit in extents:
        if value:
            extent = _below(detail, "Extent")
            _below(extent, "ExtentType", kind)
            _below(extent, "ExtentValue", str(value))
            _below(extent, "ExtentUnit", unit)


def _collateral(product: etree._Element, release: Release) -> None:
    about, cover = release.about, release.cover
    has_cover = bool(cover and release.address)
    if not (about.description or has_cover):
        return
    detail = _below(product, "CollateralDetail")
    if about.description:
        content = _below(detail, "TextContent")
        _below(content, "TextType", "03")  # list 153: description
        _below(content, "ContentAudience", "00")  # list 154: unrestricted
        _below(content, "Text", about.description)
    if cover and release.address:
        resource = _below(detail, "SupportingResource")
        _below(resource, "ResourceContentType", "01")  # list 158: front cover
        _below(resource, "ContentAudience", "00")
        _below(resource, "ResourceMode", "03")  # list 159: image
        version = _below(resource, "ResourceVersion")
        _below(version, "ResourceForm", "02")  # list 161: downloadable file
        _below(version, "ResourceLink", f"{release.address}/{release.folder}/{cover.file.name}")


def _publishing(product: etree._Element, release: Release) -> None:
    """Add who publishes it and when; without a publisher the authors do so themselves."""
    about = release.about
    name = about.publisher or ", ".join(about.authors)
    if not name:
        return
    detail = _below(product, "PublishingDetail")
    publisher = _below(detail, "Publisher")
    _below(publisher, "PublishingRole", "01")  # list 45: publisher
    _below(publisher, "PublisherName", name)
    _below(detail, "PublishingStatus", "04")  # list 64: active
    parts = date_parts(about.date)
    if parts:
        date = _below(detail, "PublishingDate")
        _below(date, "PublishingDateRole", "01")  # list 163: publication date
        written = _below(date, "Date", about.date.strip().replace("-", ""))
        written.set("dateformat", _DATE_FORMATS[len(parts)])
