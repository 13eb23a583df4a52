"""The pipeline's own words, in the publication's language."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """Every word that the pipeline adds to an author's text."""

    contents: str
    notes: str
    title_page: str
    cover: str
    back_to_text: str
    image_missing: str


_WORDS = {
    "ar": Words("المحتويات", "الحواشي", "صفحة العنوان", "الغلاف", "العودة إلى النص", "صورة مفقودة"),
    "de": Words("Inhalt", "Anmerkungen", "Titelseite", "Umschlag", "Zurück zum Text", "Bild fehlt"),
    "en": Words("Contents", "Notes", "Title page", "Cover", "Back to the text", "Missing image"),
    "es": Words(
        "Índice", "Notas", "Portada interior", "Cubierta", "Volver al texto", "Falta la imagen"
    ),
    "fr": Words(
        "Table des matières",
        "Notes",
        "Page de titre",
        "Couverture",
        "Retour au texte",
        "Image manquante",
    ),
    "he": Words("תוכן העניינים", "הערות", "שער", "כריכה", "חזרה לטקסט", "תמונה חסרה"),
    "it": Words(
        "Indice", "Note", "Frontespizio", "Copertina", "Torna al testo", "Immagine mancante"
    ),
    "ja": Words("目次", "注", "扉", "表紙", "本文に戻る", "画像がありません"),
    "nl": Words(
        "Inhoud", "Noten", "Titelpagina", "Omslag", "Terug naar de tekst", "Afbeelding ontbreekt"
    ),
    "pl": Words(
        "Spis treści",
        "Przypisy",
        "Strona tytułowa",
        "Okładka",
        "Powrót do tekstu",
        "Brak obrazu",
    ),
    "pt": Words("Sumário", "Notas", "Folha de rosto", "Capa", "Voltar ao texto", "Imagem em falta"),
    "ru": Words(
        "Содержание",
        "Примечания",
        "Титульная страница",
        "Обложка",
        "Назад к тексту",
        "Изображение отсутствует",
    ),
    "uk": Words(
        "Зміст",
        "Примітки",
        "Титульна сторінка",
        "Обкладинка",
        "Назад до тексту",
        "Зображення відсутнє",
    ),
    "zh": Words("目录", "注释", "扉页", "封面", "返回正文", "图片缺失"),
}


def words_for(language: str) -> Words:
    """Give the words for a BCP 47 tag by its primary subtag; English where it is not known."""
    return _WORDS.get(language.replace("_", "-").split("-")[0].lower(), _WORDS["en"])
