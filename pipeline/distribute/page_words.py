"""The words of the pages of releases, in the languages that they are written in here.

A publication in another language has its page in English, and what is its own is marked as being
in its language.
"""

from dataclasses import dataclass

ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class PageWords:
    """What pages say beside what publications say; `{}` stands for what is named or counted."""

    language: str
    by: str
    download: str
    version: str
    date: str
    publisher: str
    identifier: str
    language_name: str
    good_for_pdf: str
    good_for_docx: str
    good_for_epub: str
    good_for_html: str
    one_page: str
    pages: str
    words: str
    everything: str
    contents: str
    cover_of: str
    checksums: str
    how_to_check: str
    signature: str
    how_to_check_signature: str
    file: str
    licence: str
    for_programs: str
    all_versions: str
    older_versions: str
    publications: str
    feeds: str
    subscribe: str
    none: str


# fmt: off
_TABLE = (
    PageWords(
        "en", "By {}", "Download", "Version", "Date", "Publisher", "Identifier", "Language",
        "For reading on a screen page by page, and for printing",
        "For editing and commenting in a word processor",
        "For e-readers, phones and tablets",
        "For reading in a browser",
        "{} page", "{} pages", "{} words", "Everything in one file", "Contents", "Cover of {}",
        "Checksums",
        "With {} in the same folder, this tells whether the files came through unharmed:",
        "Signature",
        "This tells whether the owner of the key in {} signed the checksums. Compare the key with "
        "one that you have from elsewhere:",
        "File", "Licence", "For programs", "All versions", "Older versions", "Publications",
        "Feeds", "To subscribe to in e-reader apps and feed readers", "There are no releases yet.",
    ),
    PageWords(
        "de", "Von {}", "Herunterladen", "Version", "Datum", "Verlag", "Kennung", "Sprache",
        "Zum Lesen Seite für Seite am Bildschirm und zum Drucken",
        "Zum Bearbeiten und Kommentieren in einer Textverarbeitung",
        "Für E-Book-Reader, Telefone und Tablets",
        "Zum Lesen im Browser",
        "{} Seite", "{} Seiten", "{} Wörter", "Alles in einer Datei", "Inhalt", "Umschlag von {}",
        "Prüfsummen",
        "Liegt {} im selben Ordner, so sagt dieser Befehl, ob die Dateien unversehrt sind:",
        "Signatur",
        "Dieser Befehl sagt, ob die Prüfsummen mit dem Schlüssel in {} signiert sind. Vergleichen "
        "Sie ihn mit einem, den Sie von anderswo haben:",
        "Datei", "Lizenz", "Für Programme", "Alle Versionen", "Ältere Versionen",
        "Veröffentlichungen", "Feeds", "Zum Abonnieren in Lese-Apps und Feed-Readern",
        "Noch ist nichts veröffentlicht.",
    ),
    PageWords(
        "fr", "Par {}", "Télécharger", "Version", "Date", "Éditeur", "Identifiant", "Langue",
        "Pour lire à l’écran page par page et pour imprimer",
        "Pour modifier et commenter dans un traitement de texte",
        "Pour liseuses, téléphones et tablettes",
        "Pour lire dans un navigateur",
        "{} page", "{} pages", "{} mots", "Le tout en un seul fichier", "Table des matières",
        "Couverture de {}", "Sommes de contrôle",
        "Avec {} dans le même dossier, cette commande dit si les fichiers sont intacts :",
        "Signature",
        "Cette commande dit si les sommes sont signées avec la clé de {}. Comparez cette clé avec "
        "une autre, reçue par ailleurs :",
        "Fichier", "Licence", "Pour les programmes", "Toutes les versions",
        "Versions antérieures", "Publications", "Flux",
        "Pour s’abonner dans une application de lecture ou un lecteur de flux",
        "Rien n’est encore publié.",
    ),
    PageWords(
        "es", "Por {}", "Descargar", "Versión", "Fecha", "Editorial", "Identificador", "Idioma",
        "Para leer en pantalla página a página y para imprimir",
        "Para editar y comentar en un procesador de textos",
        "Para lectores electrónicos, teléfonos y tabletas",
        "Para leer en un navegador",
        "{} página", "{} páginas", "{} palabras", "Todo en un solo archivo", "Índice",
        "Cubierta de {}", "Sumas de verificación",
        "Con {} en la misma carpeta, esta orden dice si los archivos llegaron intactos:",
        "Firma",
        "Esta orden dice si las sumas están firmadas con la clave de {}. Compare esa clave con una "
        "que haya recibido por otra vía:",
        "Archivo", "Licencia", "Para programas", "Todas las versiones", "Versiones anteriores",
        "Publicaciones", "Canales",
        "Para suscribirse en aplicaciones de lectura y lectores de canales",
        "Todavía no hay nada publicado.",
    ),
)
# fmt: on
_BY_LANGUAGE = {words.language: words for words in _TABLE}


def page_words(language: str) -> PageWords:
    """Give the words in a language told by a BCP 47 tag; in English where they are not known."""
    primary = language.lower().replace("_", "-").partition("-")[0]
    return _BY_LANGUAGE.get(primary, _BY_LANGUAGE[ENGLISH])
