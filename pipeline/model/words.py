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
    done: str
    to_do: str


# By primary language subtag, the fields of `Words` in their order; then those of tasks.
# fmt: off
_TABLE = {
    "ar": "المحتويات|الحواشي|صفحة العنوان|الغلاف|العودة إلى النص|صورة مفقودة",
    "bg": "Съдържание|Бележки|Заглавна страница|Корица|Обратно към текста|Липсващо изображение",
    "ca": "Índex|Notes|Portada|Coberta|Torna al text|Falta la imatge",
    "cs": "Obsah|Poznámky|Titulní strana|Obálka|Zpět k textu|Obrázek chybí",
    "da": "Indhold|Noter|Titelblad|Omslag|Tilbage til teksten|Billede mangler",
    "de": "Inhalt|Anmerkungen|Titelseite|Umschlag|Zurück zum Text|Bild fehlt",
    "el": "Περιεχόμενα|Σημειώσεις|Σελίδα τίτλου|Εξώφυλλο|Επιστροφή στο κείμενο|Λείπει η εικόνα",
    "en": "Contents|Notes|Title page|Cover|Back to the text|Missing image",
    "es": "Índice|Notas|Portada interior|Cubierta|Volver al texto|Falta la imagen",
    "fa": "فهرست|یادداشت‌ها|صفحه عنوان|جلد|بازگشت به متن|تصویر موجود نیست",
    "fi": "Sisällys|Viitteet|Nimiösivu|Kansi|Takaisin tekstiin|Kuva puuttuu",
    "fr": "Table des matières|Notes|Page de titre|Couverture|Retour au texte|Image manquante",
    "he": "תוכן העניינים|הערות|שער|כריכה|חזרה לטקסט|תמונה חסרה",
    "hr": "Sadržaj|Bilješke|Naslovna stranica|Korice|Natrag na tekst|Slika nedostaje",
    "hu": "Tartalom|Jegyzetek|Címlap|Borító|Vissza a szöveghez|Hiányzó kép",
    "id": "Daftar Isi|Catatan|Halaman judul|Sampul|Kembali ke teks|Gambar tidak ada",
    "it": "Indice|Note|Frontespizio|Copertina|Torna al testo|Immagine mancante",
    "ja": "目次|注|扉|表紙|本文に戻る|画像がありません",
    "ko": "차례|주석|표제지|표지|본문으로 돌아가기|이미지 없음",
    "nb": "Innhold|Noter|Tittelside|Omslag|Tilbake til teksten|Bilde mangler",
    "nl": "Inhoud|Noten|Titelpagina|Omslag|Terug naar de tekst|Afbeelding ontbreekt",
    "nn": "Innhald|Noter|Tittelside|Omslag|Tilbake til teksten|Bilete manglar",
    "no": "Innhold|Noter|Tittelside|Omslag|Tilbake til teksten|Bilde mangler",
    "pl": "Spis treści|Przypisy|Strona tytułowa|Okładka|Powrót do tekstu|Brak obrazu",
    "pt": "Sumário|Notas|Folha de rosto|Capa|Voltar ao texto|Imagem em falta",
    "ro": "Cuprins|Note|Pagina de titlu|Copertă|Înapoi la text|Imagine lipsă",
    "ru": "Содержание|Примечания|Титульная страница|Обложка|Назад к тексту|Изображение отсутствует",
    "sk": "Obsah|Poznámky|Titulná strana|Obálka|Späť k textu|Obrázok chýba",
    "sl": "Kazalo|Opombe|Naslovna stran|Platnica|Nazaj na besedilo|Slika manjka",
    "sv": "Innehåll|Noter|Titelsida|Omslag|Tillbaka till texten|Bild saknas",
    "tr": "İçindekiler|Notlar|Başlık sayfası|Kapak|Metne dön|Eksik görsel",
    "uk": "Зміст|Примітки|Титульна сторінка|Обкладинка|Назад до тексту|Зображення відсутнє",
    "vi": "Mục lục|Ghi chú|Trang tiêu đề|Bìa|Trở lại văn bản|Thiếu hình ảnh",
    "zh": "目录|注释|扉页|封面|返回正文|图片缺失",
}
_TASKS = {
    "ar": "منجز|غير منجز",
    "bg": "Изпълнено|За изпълнение",
    "ca": "Fet|Pendent",
    "cs": "Hotovo|Nesplněno",
    "da": "Udført|Ikke udført",
    "de": "Erledigt|Offen",
    "el": "Ολοκληρωμένο|Εκκρεμεί",
    "en": "Done|To do",
    "es": "Hecho|Pendiente",
    "fa": "انجام‌شده|انجام‌نشده",
    "fi": "Tehty|Tekemättä",
    "fr": "Fait|À faire",
    "he": "בוצע|לביצוע",
    "hr": "Obavljeno|Za obaviti",
    "hu": "Kész|Teendő",
    "id": "Selesai|Belum selesai",
    "it": "Fatto|Da fare",
    "ja": "完了|未完了",
    "ko": "완료|미완료",
    "nb": "Utført|Ikke utført",
    "nl": "Gedaan|Te doen",
    "nn": "Utført|Ikkje utført",
    "no": "Utført|Ikke utført",
    "pl": "Zrobione|Do zrobienia",
    "pt": "Feito|Por fazer",
    "ro": "Făcut|De făcut",
    "ru": "Выполнено|Не выполнено",
    "sk": "Hotovo|Nesplnené",
    "sl": "Opravljeno|Neopravljeno",
    "sv": "Klart|Att göra",
    "tr": "Yapıldı|Yapılacak",
    "uk": "Виконано|Не виконано",
    "vi": "Đã xong|Chưa xong",
    "zh": "已完成|未完成",
}
# fmt: on


def words_for(language: str) -> Words:
    """Give the words for a BCP 47 tag by its primary subtag; English where it is not known."""
    primary = language.replace("_", "-").split("-")[0].lower()
    known = primary if primary in _TABLE else "en"
    return Words(*_TABLE[known].split("|"), *_TASKS[known].split("|"))
