"""The German words around numbers: bounds, measures, money, and what makes a number a name."""

from __future__ import annotations

from core.extract.rules.wordlists import any_of, words_of

BOUND = (
    r"(?:rund|etwa|circa|ca\.|zirka|ungefähr|knapp|gut|fast|beinahe|nahezu|annähernd|schätzungsweise|genau|exakt|"
    r"(?:kaum )?mehr als|weniger als|über|bis zu|mindestens|wenigstens|höchstens|maximal|minimal|an die|gegen|"
    r"zwischen|minus|plus)"
)
"""What makes a number vague or a bound; it belongs to the quantity."""

MONEY = {
    "Euro": "EUR", "Euros": "EUR", "€": "EUR", "EUR": "EUR", "Franken": "CHF", "CHF": "CHF", "Fr.": "CHF",
    "sFr.": "CHF", "Dollar": "USD", "Dollars": "USD", "US-Dollar": "USD", "US-Dollars": "USD", "USD": "USD", "$": "USD",
    "Pfund": "GBP", "GBP": "GBP", "£": "GBP", "Yen": "JPY", "¥": "JPY", "Rubel": "RUB", "Yuan": "CNY", "Zloty": "PLN",
    "Forint": "HUF", "Lira": "TRY", "Hrywnja": "UAH", "D-Mark": "DEM", "Mark": "DEM", "Schilling": "ATS",
    "Schweizer Franken": "CHF", "Pfund Sterling": "GBP", "australischen Dollar": "AUD",
    "australische Dollar": "AUD", "kanadischen Dollar": "CAD", "kanadische Dollar": "CAD",
    "schwedischen Kronen": "SEK", "schwedische Kronen": "SEK", "norwegischen Kronen": "NOK",
    "norwegische Kronen": "NOK",
    "dänischen Kronen": "DKK", "dänische Kronen": "DKK", "tschechischen Kronen": "CZK", "tschechische Kronen": "CZK",
}  # fmt: skip
SIGNS = any_of("€ $ £ EUR CHF USD GBP Fr. sFr.")

PERCENT = {"%": "%", "Prozent": "%", "‰": "‰", "Promille": "Promille"}

MEASURES = any_of(
    """
    km/h km² km2 km cm mm m² m2 m³ m kg g t ha dl ml l kWh MWh GWh TWh kW MW GW GB MB TB PS Hz MHz GHz dB °C ° LKW
    PKW min Std. h bar
    """
)
"""Units that do not look like German nouns."""

COUNTABLE_ONE = any_of(
    """
    Sekunde Minute Stunde Viertelstunde Woche Monat Jahr Jahrzehnt Millimeter Zentimeter Meter Kilometer Hektar
    Quadratmeter Kubikmeter Liter Gramm Kilo Kilogramm Tonne Prozent Prozentpunkt Euro Franken Dollar US-Dollar
    Cent Rappen Grad Million Milliarde Billion Dutzend
    """
)
"""What ``ein`` and ``eine`` count."""

_NAMED_WORDS = any_of(
    """
    Artikel Artikels Art. Absatz Abs. Paragraf Paragrafen Paragraph Paragraphen § Nummer Nr. Platz Rang Seite S.
    Kapitel Gruppe Halle Zimmer Gleis Linie Route Formel Bündnis Stream Typ Klasse Liga Stufe Startnummer Covid
    Windows Version Band Teil Folge Runde Etage Stock Kanal Station Ziffer Punkt Tel. Telefon Postfach Top Agenda
    Euro Staffel Reihe Jahrgang Matura Fall Akte Apollo Boeing Airbus Resolution Kreis Bezirk Wagen Ressort Nord
    Abschnitt Autobahn Baujahr Tempo Level Phase Paket Lektion Block Reaktor Saal Schicht Haus Zone Sektor
    """
)
NAMED_BEFORE = rf"(?:{_NAMED_WORDS}|[\w-]*(?:[Ss]tra(?:ß|ss)e|[Gg]asse|[Pp]latz|[Ww]eg|[Aa]llee)|[A-ZÄÖÜ]{{1,3}})"
"""Words after which a number is a name or an address."""

NOT_COUNTED = words_of("Mal Uhr Ausgabe Abs Art Ziff Nr Bst")
"""Nouns before which a number is no quantity."""

ADJECTIVE = r"[a-zäöüß][\wäöüß-]*(?:e|en|er|es|em)"
NO_ADJECTIVE = words_of(
    """
    waren wurden wurde haben hatten kamen kommen gehen gingen sind seien der die den dem des einen einer eine
    eines einem gegen zwischen neben wegen oder aber unter über hinter weder wieder immer alle aller allen ihre
    ihren ihrer seine seinen seiner diese dieser diesen dieses jene welche beide beiden werden sollen können
    müssen wollen dürfen bleiben blieben fehlen fehlten außer ausser selber lieber eher seinem ihrem unser unsere
    unseren keine keinen keiner sowie ohne nahe davor bereits jeder jede jedes jeden gewesen worden gegenüber
    während weiter später früher sondern stimmten stimmen erhielten bekamen sitzen saßen
    """
)
"""Words that look like an adjective between number and noun and are none."""
