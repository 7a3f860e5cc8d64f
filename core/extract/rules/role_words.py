"""German nouns for offices, functions and professions: which words they are, of which gender and number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from core.extract.rules.wordlists import words_of

OFFICES = words_of(
    """
    abt abteilungsleiter admiral ammann aufsichtsratschef bereichsleiter bezirksrat bischof botschafter
    bundesanwalt bundeskanzler bundesrat bürgermeister chef dekan delegationschef delegationsleiter diplomat
    direktor erzbischof fraktionschef fürst gemeindeammann gemeindepräsident gemeinderat general generalanwalt
    generalsekretär geschäftsführer gouverneur grossrat großrat herzog inspektor intendant intendantin kaiser
    kandidat kantonsrat kanzler kapitän kardinal klubchef klubobmann kommandant kommandeur kommissar koordinator
    kurator könig landammann landeshauptmann landesrat landrat leiter manager minister nachfolger nationalrat
    oberst obfrau obmann ombudsmann papst parteichef premier prinz projektleiter propst präses präsident
    regierungschef regierungsrat rektor richter schulleiter sekretär senator spitzenkandidat sprecher staatsanwalt
    staatschef staatssekretär stadtammann stadtpräsident stadtrat statthalter stellvertreter ständerat
    superintendent trainer unterhändler verhandlungsführer verwaltungsratspräsident vize vizekanzler vorgänger
    vorstand vorstandschef vorsteher
    """
)
"""Heads of compounds that name an office; alone with an article they stand for the one who holds it."""

PROFESSIONS = words_of(
    """
    abgeordneter abwart agent akrobat aktivist akustiker amtsarzt analyst angestellter anwalt apotheker architekt
    archivar archäologe arzt assistent astronaut astronom athlet autor bademeister bankier bariton barkeeper
    bassist bauer bauingenieur baumeister beamter beauftragter bediensteter berater bergführer bergretter
    bergsteiger betriebsrat betriebswirt bevollmächtigter bezirkshauptmann biobauer biologe blogger botaniker
    brauer buchhändler busfahrer bäcker bühnenbildner cellist chemiker chirurg choreograf choreograph coach
    delegierter designer detektiv dichter dirigent dolmetscher dozent dramaturg drehbuchautor drucker
    einsatzleiter elektriker elternvertreter erfinder ermittler erzieher ethnologe europameister experte fachmann
    feldwebel feuerwehrmann filmemacher fischer fleischer flötist forscher forstwirt fotograf friseur funktionär
    förster gastronom gastwirt geiger geistlicher gelehrter gemeindearzt geologe germanist gesandter geselle
    gitarrist glaser gleitschirmflieger goalie goldschmied grafiker gründer gutachter gärtner handwerker hauptmann
    hausarzt hausmeister hauswart hebamme heilpraktiker historiker hotelier hydrologe hygieniker händler
    hüttenwart hüttenwirt imker industrieller informatiker ingenieur inhaber innenarchitekt installateur investor
    journalist jurist kabarettist kameramann kantonsarzt kassenwart kassier kassierer kaufmann keeper kellner
    klimaforscher klimatologe koch komiker kommentator kommissar komponist konditor konservator konzertmeister
    korrespondent kosmonaut krankenpfleger kriminalist kritiker kulturschaffender kulturwissenschaftler
    kunsthistoriker künstler landwirt lehrer lektor leutnant libero liftwart linguist literaturwissenschaftler
    logopäde lokführer lokomotivführer major makler maler maschinist mathematiker maurer mechaniker mediziner
    medizinethiker meister meteorologe metzger mieteranwalt mitarbeiter mitgründer mittelfeldspieler moderator
    musiker mönch müller nachrichtensprecher nationalspieler naturforscher neurologe notar notarzt oberarzt
    oberstleutnant offizier olympiasieger ordinationshilfe organisator organist paläontologe pastor pater
    personalrat personalvertreter pfarrer pflegefachfrau pfleger pflegerin philosoph physiker physiotherapeut
    pianist pilot planer platzwart politiker politologe polizist postbote produzent professor profi programmierer
    prokurist psychiater psychologe psychotherapeut publizist pädagoge quästor rabbiner rapper raumplaner
    redakteur redaktor referent regisseur reporter restaurator rettungssanitäter ringer rittmeister romanist
    saisonnier sammler sanitäter schatzmeister schauspieler schiedsrichter schlagzeuger schlosser schmied
    schneider schreiner schriftsteller schulwart seelsorger seismologe sekretär senner siebenkämpfer skifahrer
    skilehrer sopranistin sozialarbeiter sozialdemokratin soziologe spieler sportler springer stadtbaumeister
    stadthistoriker stadtverordneter standortleiter statiker stationswart sterndeuter straßenbahnfahrer student
    stylist stürmer superstar sänger taxifahrer techniker tenor theologe therapeut tierarzt tierpfleger tischler
    torfrau torhüter torjäger torwart tourismusdirektor toxikologe tänzer tüftler uhrmacher unternehmer
    veranstalter verantwortlicher verfassungsrechtler verkäufer verleger verordneter verteidiger vertrauter
    verwalter violinist virologe vogelkundler volkswirt vorsitzender völkerrechtler wachtmeister wart weinbauer
    weltmeister winzer wirt wirtschaftswissenschaftler wissenschaftler zahnarzt zauberer zehnkämpfer zimmermann
    zoologe zugbegleiter züchter ökonom übersetzer
    """
)
"""Heads that name a profession or function; alone they count only where the text ties them to a person."""

NO_ROLES = words_of(
    """
    angeklagte angeklagter anhänger anwohner anwohnerin aussenseiter basler bayer beifahrer berliner berner
    besucher besucherin bewohner bruder bub christ computer dame deutscher dezember dollar ehefrau ehemann
    einwohner fahrer favorit favoritin fehler fenster flüchtling franzose frau freund freundin gast gegner
    gegnerin genosse gewinner grazer grossmutter großmutter grüner hamburger herr italiener jude junge keller kind
    kloster kläger klägerin kommunist kunde kundin körper lager landsmann leser leserin liberaler linzer mann
    messer mieter mieterin mitglied muslim muster mutter mädchen münchner nachbar nachbarin november oktober onkel
    opfer orchester partner partnerin passagier patient patientin pensionist pensionistin pflaster register
    rentner rentnerin schweizer schwester schüler schülerin semester september sieger siegerin sohn sommer
    sozialist tante teilnehmer teller theater tiroler tochter tourist touristin täter täterin ufer vater
    verdächtiger verlierer wasser wetter wiener winter witwe wähler wählerin zeuge zeugin zimmer zuschauer zürcher
    österreicher
    """
)
"""Words for people (or ending like one) that are no role."""

TITLES = (
    r"(?:(?:Univ\.-|Ass\.-)?Prof\.|Dr\.(?:-Ing\.|\s(?:med|jur|iur|phil|rer|h)\.(?:\s?(?:c|nat|pol|vet|dent)\.)?)?|Mag\.|"
    r"MMag\.|Dipl\.-Ing\.|DI|lic\.\siur\.)"
)
"""Academic titles; several in a row are one mark."""

OFFICE_ADJECTIVE = (
    r"(?:stellvertretend|ehemalig|früher|neu|designiert|amtierend|zuständig|leitend|interimistisch|kommissarisch|"
    r"geschäftsführend|scheidend|künftig|oberst|amtsführend|einstig|vormalig|damalig|künstlerisch|wissenschaftlich|"
    r"kaufmännisch|ärztlich|sportlich|technisch|musikalisch|politisch|erst)(?:e[nrms]?)"
)
PLACE_ADJECTIVE = (
    r"(?:[a-zäöüß]*(?:deutsch|russisch|ukrainisch|britisch|französisch|italienisch|österreichisch|schweizerisch|polnisch|"
    r"türkisch|chinesisch|amerikanisch|europäisch|ungarisch|tschechisch|slowakisch|slowenisch|kroatisch|serbisch|spanisch|"
    r"portugiesisch|griechisch|belgisch|niederländisch|dänisch|schwedisch|norwegisch|finnisch|japanisch|israelisch|"
    r"iranisch|indisch|kanadisch|brasilianisch|bayerisch|bayrisch|sächsisch|hessisch|belarussisch|estnisch|lettisch|litauisch)"
    r"(?:e[nrms]?)|[A-ZÄÖÜ][a-zäöüß]+(?:-[A-ZÄÖÜ][a-zäöüß]+)?er)"
)
SHORT_HEADS = words_of("CEO CFO COO CTO")

_FEMININE = {
    "arzt": "ärztin", "anwalt": "anwältin", "rat": "rätin", "bauer": "bäuerin", "koch": "köchin",
    "bischof": "bischöfin", "papst": "päpstin", "ammann": "ammännin", "mann": "frau", "abt": "äbtissin",
    "prinz": "prinzessin",
}  # fmt: skip
_WHOLE_ONLY = words_of("abt major koch müller general könig papst vize premier tenor libero ringer oberst agent")
_BODIES = re.compile(r"rat$")
_AGENT_FEMININE = re.compile(r"(?:er|ist|or|ent|ant|log|eur|eut|graf|at|är|iker|arch|ät)in$")


@dataclass(frozen=True, slots=True)
class RoleWord:
    """What is known of a word that names a role: its head for comparing, ``office`` or profession, gender, plural."""

    head: str
    office: bool
    gender: str  # "m", "f", or "" where the ending does not tell
    plural: bool
    body: bool = False  # also the name of a body (Stadtrat): a role only beside a name
    guessed: bool = False  # told by its ending alone


@lru_cache(maxsize=20_000)
def role_word(word: str) -> RoleWord | None:
    """Tell what role a capitalised word names; None where it names none."""
    if word in SHORT_HEADS:
        return RoleWord(word.lower(), office=True, gender="", plural=False)
    last = word.rpartition("-")[2].lower()
    whole = word.replace("-", "").lower()
    if whole in NO_ROLES or last in NO_ROLES or any(whole.endswith(no) for no in ("fahrzeug", "zimmer", "sommer")):
        return None
    for form in _forms(last):
        found = _FORMS.get(form[0]) or _compound(form[0])
        if found is not None:
            head, gender = found
            return RoleWord(head, head in OFFICES, gender, form[1], body=bool(_BODIES.search(head)) and gender == "m")
    if _AGENT_FEMININE.search(last) and len(last) > 6:
        return RoleWord(last.removesuffix("in"), office=False, gender="f", plural=False, guessed=True)
    return None


def _forms(word: str) -> list[tuple[str, bool]]:
    """Give the base forms that a word may be an inflection of, each with whether it would be a plural."""
    forms = [(word, False)]
    if word.endswith("innen"):
        return [(word.removesuffix("nen"), True)]
    if word.endswith("s"):
        forms += [(word[:-1], False), (word.removesuffix("es"), False)]
    if word.endswith("n"):
        forms += [
            (word[:-1], False),
            (word.removesuffix("en"), False),
        ]  # the weak nouns' oblique cases: "dem Präsidenten"
    return forms


def _compound(word: str) -> tuple[str, str] | None:
    """Find the head that a compound ends in."""
    for start in range(2, len(word) - 3):
        found = _FORMS.get(word[start:])
        if found is not None and found[0] not in _WHOLE_ONLY and len(word) - start >= 4:
            return found
    return None


def _all_forms() -> dict[str, tuple[str, str]]:
    """Give each form in the singular nominative with its head and gender."""
    forms: dict[str, tuple[str, str]] = {}
    for head in OFFICES | PROFESSIONS:
        if head in _ADJECTIVAL:
            stem = head.removesuffix("r")
            forms[stem] = (head, "")
            forms[head] = (head, "m")
            continue
        forms[head] = (head, "f" if head.endswith(("in", "frau", "hebamme", "hilfe")) else "m")
        feminine = next((head.removesuffix(m) + f for m, f in _FEMININE.items() if head.endswith(m)), "")
        forms[feminine or head.removesuffix("e") + "in"] = (head, "f")
    return forms


_ADJECTIVAL = words_of(
    """
    abgeordneter angestellter beamter beauftragter bediensteter bevollmächtigter delegierter geistlicher gelehrter
    gesandter industrieller kulturschaffender stadtverordneter verantwortlicher verordneter vertrauter
    vorsitzender
    """
)
_FORMS = _all_forms()
