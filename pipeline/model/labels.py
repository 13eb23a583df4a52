"""Labels of what is numbered ("Figure 3.2"), and the words of lists, by language.

The words for figure, table, part, chapter, appendix, index, glossary, bibliography, the lists of
figures and tables, "see" and "see also" are those of the locale files of TeX's babel (TeX Live
2022, `[captions]`), in the form that stands in a sentence where that differs; those for listings
are Sphinx's (its message catalogue of 2025) where it has them. Labels have their number in braces,
since languages differ in where it stands.
"""

from collections.abc import Mapping
from functools import cache

SERIES = (
    *("figure", "table", "listing", "equation", "section", "chapter", "appendix", "part"),
    "page",
)
"""What is numbered, in the order of the columns of `_LABELS`."""

TITLES = (
    *("index", "glossary", "bibliography", "figures", "tables", "listings"),
    *("see", "see also"),
)
"""What else has words, in the order of the columns of `_WORDS`."""

# fmt: off
_LABELS = {
    "ar": "شكل {}|جدول {}|قائمة {}|معادلة {}|المقطع {}|الفصل {}|الملحق {}|القسم {}|ص {}",
    "bg": "Фигура {}|Таблица {}|Листинг {}|Уравнение {}|Раздел {}|Глава {}|Приложение {}|Част {}|с. {}",
    "ca": "Figura {}|Taula {}|Llistat {}|Equació {}|Secció {}|Capítol {}|Apèndix {}|Part {}|p. {}",
    "cs": "Obrázek {}|Tabulka {}|Výpis {}|Rovnice {}|Oddíl {}|Kapitola {}|Příloha {}|Část {}|s. {}",
    "da": "Figur {}|Tabel {}|Kildekode {}|Ligning {}|Afsnit {}|Kapitel {}|Bilag {}|Del {}|s. {}",
    "de": "Abbildung {}|Tabelle {}|Quellcode {}|Gleichung {}|Abschnitt {}|Kapitel {}|Anhang {}|Teil {}|S. {}",
    "el": "Σχήμα {}|Πίνακας {}|Κώδικας {}|Εξίσωση {}|Ενότητα {}|Κεφάλαιο {}|Παράρτημα {}|Μέρος {}|σ. {}",
    "en": "Figure {}|Table {}|Listing {}|Equation {}|Section {}|Chapter {}|Appendix {}|Part {}|p. {}",
    "es": "Figura {}|Tabla {}|Listado {}|Ecuación {}|Sección {}|Capítulo {}|Apéndice {}|Parte {}|p. {}",
    "fa": "شکل {}|جدول {}|کد {}|معادله {}|بخش {}|فصل {}|پیوست {}|قسمت {}|ص {}",
    "fi": "Kuva {}|Taulukko {}|Listaus {}|Yhtälö {}|Kohta {}|Luku {}|Liite {}|Osa {}|s. {}",
    "fr": "Figure {}|Tableau {}|Code source {}|Équation {}|Section {}|Chapitre {}|Annexe {}|Partie {}|p. {}",
    "he": "איור {}|טבלה {}|קטע קוד {}|משוואה {}|סעיף {}|פרק {}|נספח {}|חלק {}|עמ׳ {}",
    "hr": "Slika {}|Tablica {}|Ispis {}|Jednadžba {}|Odjeljak {}|Poglavlje {}|Dodatak {}|Dio {}|str. {}",
    "hu": "{}. ábra|{}. táblázat|{}. lista|{}. egyenlet|{}. szakasz|{}. fejezet|{}. függelék|{}. rész|{}. o.",
    "id": "Gambar {}|Tabel {}|Kode {}|Persamaan {}|Subbab {}|Bab {}|Lampiran {}|Bagian {}|hlm. {}",
    "it": "Figura {}|Tabella {}|Listato {}|Equazione {}|Sezione {}|Capitolo {}|Appendice {}|Parte {}|p. {}",
    "ja": "図{}|表{}|リスト{}|式{}|第{}節|第{}章|付録{}|第{}部|p. {}",
    "ko": "그림 {}|표 {}|코드 {}|식 {}|{}절|{}장|부록 {}|{}부|{}쪽",
    "nb": "Figur {}|Tabell {}|Kode {}|Ligning {}|Avsnitt {}|Kapittel {}|Tillegg {}|Del {}|s. {}",
    "nl": "Figuur {}|Tabel {}|Codefragment {}|Vergelijking {}|Paragraaf {}|Hoofdstuk {}|Bijlage {}|Deel {}|p. {}",
    "nn": "Figur {}|Tabell {}|Kode {}|Likning {}|Avsnitt {}|Kapittel {}|Tillegg {}|Del {}|s. {}",
    "pl": "Rysunek {}|Tabela {}|Kod {}|Równanie {}|Podrozdział {}|Rozdział {}|Dodatek {}|Część {}|s. {}",
    "pt": "Figura {}|Tabela {}|Listagem {}|Equação {}|Secção {}|Capítulo {}|Apêndice {}|Parte {}|p. {}",
    "pt-BR": "Figura {}|Tabela {}|Listagem {}|Equação {}|Seção {}|Capítulo {}|Apêndice {}|Parte {}|p. {}",
    "ro": "Figura {}|Tabelul {}|Codul {}|Ecuația {}|Secțiunea {}|Capitolul {}|Anexa {}|Partea {}|p. {}",
    "ru": "Рисунок {}|Таблица {}|Листинг {}|Уравнение {}|Раздел {}|Глава {}|Приложение {}|Часть {}|с. {}",
    "sk": "Obrázok {}|Tabuľka {}|Výpis {}|Rovnica {}|Oddiel {}|Kapitola {}|Dodatok {}|Časť {}|s. {}",
    "sl": "Slika {}|Tabela {}|Izpis {}|Enačba {}|Razdelek {}|Poglavje {}|Dodatek {}|Del {}|str. {}",
    "sv": "Figur {}|Tabell {}|Listning {}|Ekvation {}|Avsnitt {}|Kapitel {}|Bilaga {}|Del {}|s. {}",
    "tr": "Şekil {}|Tablo {}|Listeleme {}|Denklem {}|Kesim {}|Bölüm {}|Ek {}|Kısım {}|s. {}",
    "uk": "Рисунок {}|Таблиця {}|Лістинг {}|Рівняння {}|Підрозділ {}|Розділ {}|Додаток {}|Частина {}|с. {}",
    "vi": "Hình {}|Bảng {}|Mã {}|Phương trình {}|Mục {}|Chương {}|Phụ lục {}|Phần {}|tr. {}",
    "zh": "图 {}|表 {}|代码 {}|式 {}|第 {} 节|第 {} 章|附录 {}|第 {} 部分|第 {} 页",
    "zh-Hant": "圖 {}|表 {}|程式碼 {}|式 {}|第 {} 節|第 {} 章|附錄 {}|第 {} 部分|第 {} 頁",
}
_WORDS = {
    "ar": "الفهرس|مسرد المصطلحات|المراجع|قائمة الأشكال|قائمة الجداول|قائمة الشيفرات|راجع|راجع أيضًا",
    "bg": "Азбучен указател|Речник|Библиография|Списък на фигурите|Списък на таблиците|Списък на листингите|вж.|вж. също",
    "ca": "Índex alfabètic|Glossari|Bibliografia|Índex de figures|Índex de taules|Índex de llistats|vegeu|vegeu també",
    "cs": "Rejstřík|Slovník pojmů|Literatura|Seznam obrázků|Seznam tabulek|Seznam výpisů|viz|viz také",
    "da": "Indeks|Ordliste|Litteratur|Figurer|Tabeller|Kildekode|se|se også",
    "de": "Stichwortverzeichnis|Glossar|Literaturverzeichnis|Abbildungsverzeichnis|Tabellenverzeichnis|Quellcodeverzeichnis|siehe|siehe auch",
    "el": "Ευρετήριο|Γλωσσάρι|Βιβλιογραφία|Κατάλογος σχημάτων|Κατάλογος πινάκων|Κατάλογος κωδίκων|βλέπε|βλέπε επίσης",
    "en": "Index|Glossary|Bibliography|List of figures|List of tables|List of listings|see|see also",
    "es": "Índice alfabético|Glosario|Bibliografía|Índice de figuras|Índice de tablas|Índice de listados|véase|véase también",
    "fa": "نمایه|واژه‌نامه|کتاب‌نامه|فهرست شکل‌ها|فهرست جدول‌ها|فهرست کدها|ببینید|نیز ببینید",
    "fi": "Hakemisto|Sanasto|Kirjallisuutta|Kuvat|Taulukot|Listaukset|katso|katso myös",
    "fr": "Index|Glossaire|Bibliographie|Table des figures|Liste des tableaux|Liste des codes sources|voir|voir aussi",
    "he": "מפתח|מילון מונחים|ביבליוגרפיה|רשימת האיורים|רשימת הטבלאות|רשימת קטעי הקוד|ראו|ראו גם",
    "hr": "Kazalo pojmova|Pojmovnik|Bibliografija|Popis slika|Popis tablica|Popis ispisa|vidi|vidi također",
    "hu": "Tárgymutató|Szójegyzék|Irodalomjegyzék|Ábrák jegyzéke|Táblázatok jegyzéke|Listák jegyzéke|lásd|lásd még",
    "id": "Indeks|Glosarium|Bibliografi|Daftar Gambar|Daftar Tabel|Daftar Kode|lihat|lihat juga",
    "it": "Indice analitico|Glossario|Bibliografia|Elenco delle figure|Elenco delle tabelle|Elenco dei listati|vedi|vedi anche",
    "ja": "索引|用語集|参考文献|図目次|表目次|リスト目次|参照:|次も参照:",
    "ko": "찾아보기|용어집|참고 문헌|그림 차례|표 차례|코드 차례|참조:|다음도 참조:",
    "nb": "Register|Ordliste|Litteratur|Figurer|Tabeller|Kode|se|se også",
    "nl": "Index|Verklarende woordenlijst|Bibliografie|Lijst van figuren|Lijst van tabellen|Lijst van codefragmenten|zie|zie ook",
    "nn": "Register|Ordliste|Litteratur|Figurar|Tabellar|Kode|sjå|sjå òg",
    "pl": "Indeks|Słownik pojęć|Bibliografia|Spis rysunków|Spis tabel|Spis kodów|zob.|zob. też",
    "pt": "Índice remissivo|Glossário|Bibliografia|Lista de figuras|Lista de tabelas|Lista de listagens|ver|ver também",
    "pt-BR": "Índice remissivo|Glossário|Referências bibliográficas|Lista de figuras|Lista de tabelas|Lista de listagens|veja|veja também",
    "ro": "Index|Glosar|Bibliografie|Listă de figuri|Listă de tabele|Listă de coduri|vezi|vezi și",
    "ru": "Предметный указатель|Словарь терминов|Литература|Список иллюстраций|Список таблиц|Список листингов|см.|см. также",
    "sk": "Register|Slovník pojmov|Literatúra|Zoznam obrázkov|Zoznam tabuliek|Zoznam výpisov|pozri|pozri tiež",
    "sl": "Stvarno kazalo|Slovarček|Literatura|Slike|Tabele|Izpisi|glej|glej tudi",
    "sv": "Sakregister|Ordlista|Litteraturförteckning|Figurer|Tabeller|Listningar|se|se även",
    "tr": "Dizin|Sözlükçe|Kaynakça|Şekil listesi|Tablo listesi|Kod listesi|bkz.|ayrıca bkz.",
    "uk": "Предметний покажчик|Словник термінів|Бібліографія|Перелік ілюстрацій|Перелік таблиць|Перелік лістингів|див.|див. також",
    "vi": "Chỉ mục|Bảng thuật ngữ|Tài liệu tham khảo|Danh sách hình vẽ|Danh sách bảng|Danh sách mã|xem|xem thêm",
    "zh": "索引|术语表|参考文献|插图目录|表格目录|代码目录|见|另见",
    "zh-Hant": "索引|詞彙表|參考文獻|圖目錄|表目錄|程式碼目錄|見|另見",
}
# fmt: on
_SAME = {"no": "nb", "iw": "he", "in": "id"}
_TRADITIONAL = frozenset({"tw", "hk", "mo", "hant"})


def label_of(series: str, number: str, language: str) -> str:
    """Give the label of a numbered thing for a BCP 47 tag; `series` is one of `SERIES`."""
    return _columns(SERIES, _LABELS, known_tag(language))[series].replace("{}", number)


def word_of(name: str, language: str) -> str:
    """Give one of the words of `TITLES` for a BCP 47 tag."""
    return _columns(TITLES, _WORDS, known_tag(language))[name]


def list_title(series: str, language: str) -> str:
    """Give the title of the list of what a series counts ("List of figures")."""
    return word_of(f"{series}s", language)


@cache
def known_tag(language: str) -> str:
    """Give the key of the tables that a tag is nearest to: English where none is near."""
    primary, *others = language.replace("_", "-").split("-")
    primary = _SAME.get(primary.lower(), primary.lower())
    if primary == "zh" and _is_traditional(others):
        return "zh-Hant"
    if primary == "pt" and "br" in {part.lower() for part in others}:
        return "pt-BR"
    return primary if primary in _LABELS else "en"


def _is_traditional(subtags: list[str]) -> bool:
    """Tell whether Chinese is written in traditional characters: the script, else the region."""
    names = {part.lower() for part in subtags}
    return "hans" not in names and bool(_TRADITIONAL & names)


def _columns(names: tuple[str, ...], table: Mapping[str, str], key: str) -> Mapping[str, str]:
    return dict(zip(names, table[key].split("|"), strict=True))
