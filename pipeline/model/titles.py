"""The titles that admonitions have by default, in the publication's language."""

_KINDS = (
    *("note", "tip", "important", "warning", "caution", "danger", "info", "example"),
    *("question", "quote", "abstract", "success", "failure", "bug", "details", "error"),
)
_SAME = {
    "hint": "tip",
    "attention": "caution",
    "summary": "abstract",
    "tldr": "abstract",
    "check": "success",
    "done": "success",
    "help": "question",
    "faq": "question",
    "fail": "failure",
    "missing": "failure",
    "cite": "quote",
    "seealso": "note",
    "admonition": "note",
}
# By primary language subtag, the titles of `_KINDS` in their order.
# fmt: off
_TITLES = {
    "ar": "ملاحظة|نصيحة|مهم|تحذير|تنبيه|خطر|معلومة|مثال|سؤال|اقتباس|ملخص|نجاح|فشل|خلل|تفاصيل|خطأ",
    "bg": "Бележка|Съвет|Важно|Предупреждение|Внимание|Опасност|Информация|Пример|Въпрос|Цитат|Резюме|Успех|Неуспех|Дефект|Подробности|Грешка",
    "ca": "Nota|Consell|Important|Avís|Precaució|Perill|Informació|Exemple|Pregunta|Cita|Resum|Èxit|Fracàs|Error de programa|Detalls|Error",
    "cs": "Poznámka|Tip|Důležité|Varování|Upozornění|Nebezpečí|Informace|Příklad|Otázka|Citát|Shrnutí|Úspěch|Neúspěch|Chyba programu|Podrobnosti|Chyba",
    "da": "Bemærk|Tip|Vigtigt|Advarsel|Forsigtig|Fare|Info|Eksempel|Spørgsmål|Citat|Resumé|Lykkedes|Mislykkedes|Programfejl|Detaljer|Fejl",
    "de": "Hinweis|Tipp|Wichtig|Warnung|Vorsicht|Gefahr|Info|Beispiel|Frage|Zitat|Zusammenfassung|Erfolg|Fehlschlag|Programmfehler|Einzelheiten|Fehler",
    "el": "Σημείωση|Συμβουλή|Σημαντικό|Προειδοποίηση|Προσοχή|Κίνδυνος|Πληροφορία|Παράδειγμα|Ερώτηση|Παράθεμα|Περίληψη|Επιτυχία|Αποτυχία|Σφάλμα προγράμματος|Λεπτομέρειες|Σφάλμα",
    "en": "Note|Tip|Important|Warning|Caution|Danger|Info|Example|Question|Quote|Abstract|Success|Failure|Bug|Details|Error",
    "es": "Nota|Consejo|Importante|Advertencia|Precaución|Peligro|Información|Ejemplo|Pregunta|Cita|Resumen|Éxito|Fallo|Error de programa|Detalles|Error",
    "fa": "نکته|راهنمایی|مهم|هشدار|احتیاط|خطر|اطلاعات|مثال|پرسش|نقل قول|چکیده|موفقیت|شکست|اشکال|جزئیات|خطا",
    "fi": "Huomautus|Vinkki|Tärkeää|Varoitus|Varo|Vaara|Tietoa|Esimerkki|Kysymys|Lainaus|Tiivistelmä|Onnistui|Epäonnistui|Ohjelmavirhe|Lisätietoja|Virhe",
    "fr": "Remarque|Conseil|Important|Avertissement|Attention|Danger|Information|Exemple|Question|Citation|Résumé|Succès|Échec|Bogue|Détails|Erreur",
    "he": "הערה|עצה|חשוב|אזהרה|זהירות|סכנה|מידע|דוגמה|שאלה|ציטוט|תקציר|הצלחה|כישלון|תקלה|פרטים|שגיאה",
    "hr": "Napomena|Savjet|Važno|Upozorenje|Oprez|Opasnost|Informacija|Primjer|Pitanje|Citat|Sažetak|Uspjeh|Neuspjeh|Programska greška|Pojedinosti|Greška",
    "hu": "Megjegyzés|Tipp|Fontos|Figyelmeztetés|Vigyázat|Veszély|Információ|Példa|Kérdés|Idézet|Kivonat|Siker|Kudarc|Programhiba|Részletek|Hiba",
    "id": "Catatan|Kiat|Penting|Peringatan|Hati-hati|Bahaya|Info|Contoh|Pertanyaan|Kutipan|Abstrak|Berhasil|Gagal|Kutu|Rincian|Kesalahan",
    "it": "Nota|Suggerimento|Importante|Avviso|Attenzione|Pericolo|Informazione|Esempio|Domanda|Citazione|Sommario|Riuscito|Fallito|Difetto|Dettagli|Errore",
    "ja": "注記|ヒント|重要|警告|注意|危険|情報|例|質問|引用|概要|成功|失敗|不具合|詳細|エラー",
    "ko": "참고|팁|중요|경고|주의|위험|정보|예|질문|인용|요약|성공|실패|버그|자세히|오류",
    "nb": "Merk|Tips|Viktig|Advarsel|Forsiktig|Fare|Info|Eksempel|Spørsmål|Sitat|Sammendrag|Vellykket|Mislykket|Programfeil|Detaljer|Feil",
    "nl": "Opmerking|Tip|Belangrijk|Waarschuwing|Let op|Gevaar|Info|Voorbeeld|Vraag|Citaat|Samenvatting|Gelukt|Mislukt|Programmafout|Details|Fout",
    "nn": "Merk|Tips|Viktig|Åtvaring|Varsam|Fare|Info|Døme|Spørsmål|Sitat|Samandrag|Vellukka|Mislukka|Programfeil|Detaljar|Feil",
    "pl": "Uwaga|Wskazówka|Ważne|Ostrzeżenie|Ostrożnie|Niebezpieczeństwo|Informacja|Przykład|Pytanie|Cytat|Streszczenie|Sukces|Niepowodzenie|Błąd programu|Szczegóły|Błąd",
    "pt": "Nota|Dica|Importante|Aviso|Cuidado|Perigo|Informação|Exemplo|Pergunta|Citação|Resumo|Sucesso|Falha|Defeito|Detalhes|Erro",
    "ro": "Notă|Sfat|Important|Avertisment|Atenție|Pericol|Informație|Exemplu|Întrebare|Citat|Rezumat|Reușită|Eșec|Defect|Detalii|Eroare",
    "ru": "Примечание|Совет|Важно|Предупреждение|Осторожно|Опасно|Информация|Пример|Вопрос|Цитата|Аннотация|Успех|Неудача|Ошибка программы|Подробности|Ошибка",
    "sk": "Poznámka|Tip|Dôležité|Varovanie|Upozornenie|Nebezpečenstvo|Informácia|Príklad|Otázka|Citát|Zhrnutie|Úspech|Neúspech|Chyba programu|Podrobnosti|Chyba",
    "sl": "Opomba|Nasvet|Pomembno|Opozorilo|Previdno|Nevarnost|Informacija|Primer|Vprašanje|Navedek|Povzetek|Uspeh|Neuspeh|Programska napaka|Podrobnosti|Napaka",
    "sv": "Obs|Tips|Viktigt|Varning|Var försiktig|Fara|Info|Exempel|Fråga|Citat|Sammanfattning|Lyckades|Misslyckades|Programfel|Detaljer|Fel",
    "tr": "Not|İpucu|Önemli|Uyarı|Dikkat|Tehlike|Bilgi|Örnek|Soru|Alıntı|Özet|Başarılı|Başarısız|Yazılım hatası|Ayrıntılar|Hata",
    "uk": "Примітка|Порада|Важливо|Попередження|Обережно|Небезпека|Інформація|Приклад|Запитання|Цитата|Анотація|Успіх|Невдача|Помилка програми|Подробиці|Помилка",
    "vi": "Ghi chú|Mẹo|Quan trọng|Cảnh báo|Thận trọng|Nguy hiểm|Thông tin|Ví dụ|Câu hỏi|Trích dẫn|Tóm tắt|Thành công|Thất bại|Lỗi chương trình|Chi tiết|Lỗi",
    "zh": "注|提示|重要|警告|小心|危险|信息|示例|问题|引用|摘要|成功|失败|缺陷|详情|错误",
}
# fmt: on


def admonition_title(kind: str, language: str) -> str:
    """Give the title of a kind of admonition for a BCP 47 tag; the kind itself where none is known.

    English where the language is not known.
    """
    primary = language.replace("_", "-").split("-")[0].lower()
    primary = {"no": "nb"}.get(primary, primary)
    titles = _TITLES.get(primary)
    known = kind if titles is None or primary == "en" else _SAME.get(kind, kind)
    if known in _KINDS:
        return (titles or _TITLES["en"]).split("|")[_KINDS.index(known)]
    return kind.replace("-", " ").replace("_", " ").capitalize()
