"""German nouns for offices, functions and professions: which words they are, of which gender and number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from core.extract.rules.wordlists import words_of

OFFICES = words_of(
    """
    abt abteilungsleiter admiral ammann aufsichtsratschef bereichsleiter bezirksrat bischof botschafter bundesanwalt
    bundeskanzler bundesrat bürgermeister chef dekan delegationschef delegationsleiter diplomat direktor erzbischof
    fraktionschef fürst gemeindeammann gemeindepräsident gemeinderat general generalanwalt generalsekretär
    geschäftsführer gouverneur grossrat großrat herzog inspektor intendant intendantin kaiser kandidat kantonsrat
    kanzler kapitän kardinal klubchef klubobmann kommandant kommandeur kommissar koordinator kurator könig
    landammann landeshauptmann landesrat landrat leiter manager minister nachfolger nationalrat oberst obfrau obmann
    ombudsmann papst parteichef premier prinz projektleiter propst präses präsident regierungschef regierungsrat
    rektor richter schulleiter sekretär senator spitzenkandidat sprecher staatsanwalt staatschef staatssekretär
    stadtammann stadtpräsident stadtrat statthalter stellvertreter ständerat superintendent trainer unterhändler
    verhandlungsführer verwaltungsratspräsident vize vizekanzler vorgänger vorstand vorstandschef vorsteher
    präfekt captain skipper dezernent brandrat beigeordneter kämmerer mandatar parlamentarier marschall brigadegeneral
    generalmajor emir sultan schultheiss schultheiß schreiber berichterstatter präsidiumsmitglied wehrführer volksanwalt
    einwohnerrat grossrat magistrat imam rabbi kaplan vikar prior nuntius ministerialrat hofrat kommerzialrat
    medizinalrat oberbaurat oppositionsführer revolutionsführer rebellenführer parteiführer spielführer
    kirchenrat referatsleiter vorsitzer ministerialdirektor ratsherr ratsfrau
    """
)
"""Heads of compounds that name an office; alone with an article they stand for the one who holds it."""

PROFESSIONS = words_of(
    """
    abgeordneter abgesandter abwart agent agronom akrobat aktivist akustiker altenpfleger amtsarzt analyst
    analytiker anatom angestellter anthropologe anwalt anästhesist apotheker architekt archivar archäologe artist
    arzt assistent astronaut astronom athlet aufseher augenarzt ausbilder autor bademeister baggerfahrer
    ballonfahrer bandleader bankier bariton barkeeper bassist bauer bauingenieur baumeister baumpfleger beamter
    beauftragter bediensteter berater bergbauer bergführer bergretter bergsteiger bestatter betreiber betreuer
    betriebsrat betriebswirt bevollmächtigter bezirkshauptmann bibliothekar bildhauer biobauer biochemiker biologe
    blogger bobfahrer botaniker boxer brandmeister brauer braumeister brigadier buchautor buchbinder buchhalter
    buchhändler busfahrer butler bäcker bänker bühnenbildner bürgerrechtler cellist chauffeur chefarzt chefkoch
    chefredakteur chemiker chirurg chordirigent choreograf choreograph chorleiter clown coach comiczeichner
    conférencier controller cutter dachdecker delegierter demograf dermatologe designer detektiv diakon dichter
    diplomat dirigent disponent dokumentarfilmer dolmetscher domkapitular domprobst dompteur dorflehrer dozent
    dramatiker dramaturg drehbuchautor drehorgelspieler drogist drucker einsatzleiter eisenbahner eishockeyspieler
    eiskunstläufer elektriker elektroniker elternvertreter epidemiologe erfinder ermittler ernährungsberater
    erzieher essayist ethnologe europameister experte fabrikant fachmann fachverkäufer fahrlehrer feldwebel
    feuerwehrmann feuilletonist filmemacher filmproduzent filmregisseur finanzberater fischer fleischer fliesenleger
    florist floristin flugbegleiter flugzeugmechaniker flötist forscher forstarbeiter forstwirt fotograf freeskier
    fremdenführer friseur funktionär fussballer fußballer fußballprofi fährmann förster galerist gastronom gastwirt
    geburtshelfer geiger geistheiler geistlicher gelehrter gemeindearzt genetiker geograf geograph geologe
    geophysiker gerichtsmediziner gerichtsvollzieher germanist gesandter geselle gitarrist glaser glaziologe
    gleisbauer gleitschirmflieger goalie goldschmied grafiker gründer gutachter gynäkologe gärtner handballer
    handwerker harfenist hauptmann hausarzt hausmeister hausverwalter hauswart hebamme heilerzieher heilpraktiker
    herausgeber historiker hobbyastronom hochspringer holzfäller hornist hotelier hufschmied hundeführer
    hundetrainer hydrologe hygieniker händler hürdenläufer hüttenwart hüttenwirt illustrator imker immunologe
    impresario industrieller influencer informatiker ingenieur inhaber innenarchitekt insektenforscher installateur
    internist investor jodler jongleur journalist jurist juwelier jäger kabarettist kameramann kammersänger
    kantonsarzt kanute kapellmeister kardiologe karikaturist kartograf kartograph kassenprüfer kassenwart kassier
    kassierer kaufmann keeper kellner kinderarzt kindergärtner kirchenmusiker klarinettist klempner kletterer
    klimaaktivist klimaforscher klimatologe koch kolumnist komiker kommentator kommissar komponist konditor
    konservator konzertmeister konzertpianist korbflechter korrespondent kosmonaut kranführer krankenpfleger
    kriegsreporter kriminalist kriminologe kritiker kugelstoßer kulturmanager kulturschaffender
    kulturwissenschaftler kunsthistoriker kunstmaler kunstturner küfer künstler künstleragent küster landwirt
    langläufer langstreckenläufer lebensmittelchemiker lehrer leichtathlet leitartikler lektor leutnant libero
    liedermacher liftwart linguist literaturwissenschaftler lobbyist logopäde lokführer lokomotivführer lotse
    lyriker läufer magier major makler maler manager marathonläufer maschinist masseur mathematiker matrose maurer
    mechaniker medienwissenschaftler mediziner medizinethiker meister mentor mesner meteorologe metzger mieteranwalt
    mikrobiologe mineraloge missionar mitarbeiter mitgründer mittelfeldspieler model moderator modeschöpfer monteur
    museumspädagoge musiker musikproduzent musikwissenschaftler mönch müller nachrichtensprecher nachtwächter
    nationalspieler nationaltorhüter naturforscher naturschützer navigator neurochirurg neurologe nonne notar
    notarzt novize näherin oberarzt oberstleutnant oboist offizier olympiasieger onkologe optiker ordinationshilfe
    organisator organist orgelbauer ornithologe orthopäde paläontologe parkettleger pastor pater pathologe
    perkussionist personalchef personalrat personalvertreter pfadfinder pfarrer pflasterer pflegefachfrau pfleger
    pflegerin philologe philosoph physiker physiologe physiotherapeut pianist pilot pistenchef planer platzwart poet
    polarforscher politikberater politiker politikwissenschaftler politologe polizist pomologe posaunist postbote
    postler priester produzent professor profi profifußballer profiler programmierer prokurist promoter prophet
    psychiater psychologe psychotherapeut publizist puppenspieler putzfrau pächter pädagoge quästor rabbiner
    radiologe radprofi radrennfahrer radsportler ranger rapper raumplaner rechtsanwalt rechtsmediziner redakteur
    redaktor referent regieassistent regisseur reisebegleiter reiter rennfahrer rennrodler reporter reserveoffizier
    restaurator rettungssanitäter rettungsschwimmer rinderzüchter ringer rittmeister rockmusiker rockstar rodler
    romancier romanist ruderer saisonnier sammler sanitäter satiriker sattler saxofonist saxophonist schachspieler
    schafhirt schatzmeister schauspieler schiedsrichter schiffbauer schiffskapitän schlagzeuger schlosser schmied
    schneider schreiner schriftsteller schulwart schwimmer schwinger seelsorger segler seilbahner seismologe
    sekretär senn senner sennerin siebenkämpfer skifahrer skilehrer skirennfahrer skispringer snowboarder soldat
    solist sopran sopranistin sozialarbeiter sozialdemokratin sozialpädagoge sozialwissenschaftler soziologe
    spediteur spengler spieler spitzenkoch sportdirektor sportler sportwissenschaftler sprachlehrer
    sprachwissenschaftler springer sprinter stabhochspringer stadtbaumeister stadthistoriker stadtverordneter
    stahlarbeiter standortleiter statiker stationswart steinmetz sterndeuter star sternekoch steuerberater steuermann
    stratege straßenbahnfahrer streamer streetworker student stylist stürmer superstar surfer sänger talkmaster
    tanzlehrer taucher taxifahrer techniker tennisprofi tennisspieler tenor textilkünstler theaterleiter
    theaterpädagoge theologe therapeut tiefbauer tierarzt tierpfleger tierschützer tischler tontechniker torfrau
    torhüter torjäger torwart tourismusdirektor tourmanager toxikologe treuhänder trompeter turner tänzer tüftler
    uhrmacher unternehmer urologe veranstalter verantwortlicher verfassungsrechtler verhaltensforscher verkäufer
    verleger vermögensverwalter verordneter versicherungsvertreter verteidiger vertrauter verwalter violinist
    doktorand primar krankenschwester
    virologe visagist vogelkundler volksmusiker volkswirt volleyballer vorsitzender vulkanologe völkerrechtler
    wachtmeister wanderführer wart wegmacher weinbauer weitspringer weltmeister werkmeister werkstattleiter
    wildhüter windsurfer winzer wirt wirtschaftsprüfer wirtschaftswissenschaftler wissenschaftler
    wissenschaftsjournalist wollhändler zahnarzt zauberer zehnkämpfer zeichner zimmerer zimmermann zisterzienser
    zoologe zuckerbäcker zugbegleiter zugführer zukunftsforscher züchter äbtissin ägyptologe ökonom übersetzer
    """
)
"""Heads that name a profession or function; alone they count only where the text ties them to a person."""

NO_ROLES = words_of(
    """
    angeklagte angeklagter anhänger anrainer anrainerin anstifter anwohner anwohnerin ausländer aussenseiter basler
    bayer beifahrer berliner berner beschwerdeführer besucher besucherin bewerber bewerberin bewohner bruder brüder
    bub bürger bürgerin christ computer cousin cousine dame deutscher dezember dollar ehefrau ehemann einbrecher
    einwohner engländer enkel enkelin extremist fahrer faschist favorit favoritin fehler fenster finder flüchtling
    franzose frau freund freundin gast gegenüber gegner gegnerin genosse geschwister gewinner grazer grossmutter
    großmutter grüner hamburger helfer helferin herausforderer herausforderin herr holländer inder islamist isländer
    italiener jubilar jude junge keller kind klassiker kloster kläger klägerin kollege kollegin kommunist konkurrent
    konkurrentin kontrahent kunde kundin körper lager landsmann leser leserin liberaler linzer mann messer mieter
    mieterin mitglied mitläufer mitstreiter mitstreiterin muslim muster mutter mädchen mörder münchner nachbar
    nachbarin namensvetter nationalist neffe nichte nichtschwimmer november oktober onkel opfer optimist orchester
    partner partnerin passagier patient patientin pensionist pensionistin pessimist pflaster populist preisträger
    rassist realist register rentner rentnerin retter retterin rivale rivalin russe rädelsführer räuber schwager
    schweizer schweizerin schwester schüler schülerin semester sender separatist september sieger siegerin sohn
    sommer sozialist spanier statist tante teilnehmer teller terrorist theater tiroler titelträger titelträgerin
    titelverteidiger titelverteidigerin tochter tourist touristin täter täterin türke ufer unterzeichner vater
    verbrecher verdächtiger verfolger verfolgte verlierer vetter vorredner vorreiter wasser wetter wiener winter
    witwe wähler wählerin zeuge zeugin zimmer zuschauer zürcher österreicher überläufer
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
    r"kaufmännisch|ärztlich|sportlich|technisch|musikalisch|[a-zäöüß]*politisch|erst)(?:e[nrms]?)"
)
PLACE_ADJECTIVE = (
    r"(?:[a-zäöüß]*(?:deutsch|russisch|ukrainisch|britisch|französisch|italienisch|österreichisch|schweizerisch|polnisch|"
    r"türkisch|chinesisch|amerikanisch|europäisch|ungarisch|tschechisch|slowakisch|slowenisch|kroatisch|serbisch|spanisch|"
    r"portugiesisch|griechisch|belgisch|niederländisch|dänisch|schwedisch|norwegisch|finnisch|japanisch|israelisch|"
    r"iranisch|indisch|kanadisch|brasilianisch|bayerisch|bayrisch|sächsisch|hessisch|belarussisch|estnisch|lettisch|litauisch|"
    r"steirisch|burgenländisch|saarländisch|thüringisch|brandenburgisch|zürcherisch|bernisch|australisch|mexikanisch|"
    r"koreanisch|rumänisch|bulgarisch|ägyptisch|syrisch|irakisch|pakistanisch|afghanisch|argentinisch|chilenisch|irisch|"
    r"schottisch|isländisch|luxemburgisch|albanisch|mazedonisch|bosnisch|moldauisch|georgisch|armenisch|kasachisch|"
    r"libanesisch|palästinensisch|jordanisch|marokkanisch|tunesisch|algerisch|kenianisch|nigerianisch|südafrikanisch|"
    r"äthiopisch|venezolanisch|kolumbianisch|kubanisch|vietnamesisch|thailändisch|philippinisch|indonesisch|"
    r"neuseeländisch)"
    r"(?:e[nrms]?)|[A-ZÄÖÜ][a-zäöüß]+(?:-[A-ZÄÖÜ][a-zäöüß]+)?er)"
)
SHORT_HEADS = words_of("CEO CFO COO CTO")

_FEMININE = {
    "vorstand": "vorständin", "arzt": "ärztin", "anwalt": "anwältin", "rat": "rätin", "bauer": "bäuerin",
    "koch": "köchin", "bischof": "bischöfin", "papst": "päpstin", "ammann": "ammännin", "mann": "frau",
    "abt": "äbtissin", "prinz": "prinzessin",
}  # fmt: skip
_WHOLE_ONLY = words_of("abt major koch müller general könig papst vize premier tenor libero ringer oberst agent")
_BODIES = re.compile(r"rat$")
_NO_ENDINGS = tuple(word for word in NO_ROLES if len(word) > 4)
_AGENT_MASCULINE = re.compile(
    r"(?:[^aeiouäöü]er|ist|eur|eut|loge|nom|graf|graph|ator|itor|urg|iater|pädagoge|wart|wirt|chef)s?$"
)
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
    before: str = ""  # what stands before the head in a compound, in small letters: "finanz"

    @property
    def whole(self) -> str:
        """The whole compound, masculine: ``finanzminister``."""
        return self.before + self.head


@lru_cache(maxsize=20_000)
def role_word(word: str) -> RoleWord | None:
    """Tell what role a capitalised word names; None where it names none."""
    if word in SHORT_HEADS:
        return RoleWord(word.lower(), office=True, gender="", plural=False)
    last = word.rpartition("-")[2].lower()
    whole = word.replace("-", "").lower()
    if whole in NO_ROLES or last in NO_ROLES or any(whole.endswith(no) for no in ("fahrzeug", "zimmer", "sommer")):
        return None
    first = whole.removesuffix(last)
    for form, plural in _forms(last):
        start = 0 if form in _FORMS else _head_of(form)
        if start is not None:
            head, gender = _FORMS[form[start:]]
            body = bool(_BODIES.search(head)) and gender == "m"
            return RoleWord(head, head in OFFICES, gender, plural, body=body, before=first + form[:start])
    if _AGENT_MASCULINE.search(last) and len(last) > 5 and not last.endswith(_NO_ENDINGS):
        return RoleWord(last, office=False, gender="m", plural=False, guessed=True)
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
    if word.endswith("n"):  # the weak nouns' oblique cases ("dem Präsidenten"), else a plural ("den Kritikern")
        forms += [(word[:-1], word.endswith("ern") and not word.endswith("bauern")), (word.removesuffix("en"), False)]
    return forms


def _head_of(word: str) -> int | None:
    """Find where the head begins that a compound ends in."""
    for start in range(2, len(word) - 3):
        found = _FORMS.get(word[start:])
        if found is not None and found[0] not in _WHOLE_ONLY:
            return start
    return None


_WOMEN = re.compile(r"(?:(?<!a)in|frau|hebamme|hilfe|schwester)$")  # a "Captain" is none


def _all_forms() -> dict[str, tuple[str, str]]:
    """Give each form in the singular nominative with its head and gender."""
    forms: dict[str, tuple[str, str]] = {}
    for head in OFFICES | PROFESSIONS:
        if head in _ADJECTIVAL:
            stem = head.removesuffix("r")
            forms[stem] = (head, "")
            forms[head] = (head, "m")
            continue
        forms[head] = (head, "f" if _WOMEN.search(head) else "m")
        feminine = next((head.removesuffix(m) + f for m, f in _FEMININE.items() if head.endswith(m)), "")
        forms[feminine or head.removesuffix("e") + "in"] = (head, "f")
    return forms


_ADJECTIVAL = words_of(
    """
    abgeordneter angestellter beamter beauftragter beigeordneter bediensteter bevollmächtigter delegierter geistlicher
    gelehrter gesandter industrieller kulturschaffender stadtverordneter verantwortlicher verordneter vertrauter
    vorsitzender
    """
)
_FORMS = _all_forms()
