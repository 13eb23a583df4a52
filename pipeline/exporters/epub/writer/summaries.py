# ruff: noqa: RUF001 - the sentences are in many scripts
"""The accessibility summary, in the publication's language."""

from dataclasses import dataclass
from typing import Protocol


class Described(Protocol):
    """What the summary speaks of."""

    @property
    def images(self) -> bool:
        """Whether there are images."""

    @property
    def described(self) -> bool:
        """Whether every image has words that stand for it."""

    @property
    def moving(self) -> bool:
        """Whether an image is animated."""


@dataclass(frozen=True, slots=True)
class Sentences:
    """What can be said: always, of images with and without description, of animated ones."""

    text: str
    described: str
    undescribed: str
    moving: str


_SENTENCES = {
    "ar": Sentences(
        "يمكن تكبير النص وتغيير خطه وألوانه، وقراءته بقارئات الشاشة بترتيبه الصحيح.",
        "لكل صورة وصف نصي.",
        "بعض الصور بلا وصف نصي.",
        "بعض الصور متحركة.",
    ),
    "de": Sentences(
        "Schrift, Größe und Farben des Textes sind wählbar; Vorleseprogramme lesen ihn in der "
        "richtigen Reihenfolge.",
        "Alle Bilder sind beschrieben.",
        "Nicht alle Bilder sind beschrieben.",
        "Einige Bilder bewegen sich.",
    ),
    "en": Sentences(
        "Size, typeface and colours of the text can be changed, and screen readers read it in "
        "its right order.",
        "All images are described.",
        "Not all images are described.",
        "Some images move.",
    ),
    "es": Sentences(
        "El tamaño, la letra y los colores del texto se pueden cambiar, y los lectores de "
        "pantalla lo leen en su orden.",
        "Todas las imágenes están descritas.",
        "No todas las imágenes están descritas.",
        "Algunas imágenes se mueven.",
    ),
    "fr": Sentences(
        "La taille, la police et les couleurs du texte peuvent être modifiées, et les lecteurs "
        "d’écran le lisent dans le bon ordre.",
        "Toutes les images sont décrites.",
        "Certaines images ne sont pas décrites.",
        "Certaines images sont animées.",
    ),
    "he": Sentences(
        "אפשר לשנות את גודל הטקסט, את הגופן ואת הצבעים, וקוראי מסך קוראים אותו בסדר הנכון.",
        "לכל התמונות יש תיאור.",
        "לא לכל התמונות יש תיאור.",
        "חלק מהתמונות נעות.",
    ),
    "it": Sentences(
        "Dimensione, carattere e colori del testo si possono cambiare e gli screen reader lo "
        "leggono nell’ordine giusto.",
        "Tutte le immagini sono descritte.",
        "Non tutte le immagini sono descritte.",
        "Alcune immagini sono animate.",
    ),
    "ja": Sentences(
        "文字の大きさ、書体、色を変更でき、スクリーンリーダーで正しい順序で読めます。",
        "すべての画像に説明があります。",
        "説明のない画像があります。",
        "動く画像があります。",
    ),
    "nl": Sentences(
        "Grootte, lettertype en kleuren van de tekst zijn instelbaar, en schermlezers lezen de "
        "tekst in de juiste volgorde.",
        "Alle afbeeldingen zijn beschreven.",
        "Niet alle afbeeldingen zijn beschreven.",
        "Sommige afbeeldingen bewegen.",
    ),
    "pl": Sentences(
        "Rozmiar, krój i kolory tekstu można zmieniać, a czytniki ekranu odczytują go we "
        "właściwej kolejności.",
        "Wszystkie obrazy mają opis.",
        "Nie wszystkie obrazy mają opis.",
        "Niektóre obrazy są ruchome.",
    ),
    "pt": Sentences(
        "O tamanho, a fonte e as cores do texto podem ser alterados, e os leitores de ecrã "
        "leem-no na ordem correta.",
        "Todas as imagens estão descritas.",
        "Nem todas as imagens estão descritas.",
        "Algumas imagens são animadas.",
    ),
    "ru": Sentences(
        "Размер, шрифт и цвета текста можно менять; программы экранного доступа читают его в "
        "правильном порядке.",
        "Все изображения описаны.",
        "Не все изображения описаны.",
        "Некоторые изображения движутся.",
    ),
    "uk": Sentences(
        "Розмір, шрифт і кольори тексту можна змінювати; програми читання з екрана читають його "
        "у правильному порядку.",
        "Усі зображення описано.",
        "Не всі зображення описано.",
        "Деякі зображення рухаються.",
    ),
    "zh": Sentences(
        "文字的大小、字体和颜色均可更改，屏幕阅读器可按正确顺序朗读。",
        "所有图片均有文字说明。",
        "部分图片没有文字说明。",
        "部分图片为动图。",
    ),
}


def summary_for(language: str, access: Described) -> tuple[str, str]:
    """Give the summary and the language that it is in; English where there is no other."""
    subtag = language.replace("_", "-").split("-")[0].lower()
    known = subtag if subtag in _SENTENCES else "en"
    sentences = _SENTENCES[known]
    said = [sentences.text]
    if access.images:
        said.append(sentences.described if access.described else sentences.undescribed)
    if access.moving:
        said.append(sentences.moving)
    return ("" if known in {"ja", "zh"} else " ").join(said), known
