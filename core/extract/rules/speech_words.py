"""German words that report what somebody says: verbs with their forms, particles, nouns, the subjunctive of reports."""

from __future__ import annotations

import re

from core.extract.rules.wordlists import any_of, words_of

_WEAK = words_of(
    """
    sag erklär beton mein äußer äusser antwort frag forder versicher behaupt erzähl erläuter ergänz bestätig
    kritisier warn mahn klag begründ bericht vermeld verkünd präzisier kommentier bemerk entgegn erwider beteuer
    bekräftig resümier bilanzier scherz witzel spott zitier twitter flüster schimpf wetter jubel schwärm seufz
    monier bemängel beklag bedauer erinner verlautbar schilder brumm stöhn knurr urteil folger dementier konter
    staun schwör prophezei prognostizier gesteh mutmaß moser mäkel raun sinnier stichel ätz betet rat unk meld
    wiederhol argumentier konstatier insistier plauder murmel brüll polter läster grantel raunz feix frotzel
    philosophier orakel tadel rüg bekund offenbar enthüll beicht predig referier notier vermerk bejah vernein
    schlussfolger attestier bescheinig spekulier prahl höhn keif stammel hauch zisch kreisch posaun dozier gelob
    zürn droh appellier plädier signalisier hader postulier jammer lamentier wehklag frohlock triumphier
    """
)
_OPEN = words_of(
    """
    teil kündig räum füg stell mach rechn führ leg merk zähl setz pflicht deut pranger stimm sicher laut dämpf brems
    nenn lob würdig verspott verteidig verlang versprech rechtfertig begrüß begrüss beschuldig forder drück beruhig
    verweig reagier lach freu wunder ärger glaub vermut schätz hoff pocht wink empör rühm kontra
    """
)
_STRONG = {
    "sprechen": "spricht sprechen sprach sprachen gesprochen",
    "rufen": "ruft rufen rief riefen gerufen",
    "schreiben": "schreibt schreiben schrieb schrieben geschrieben",
    "heißen": "heißt heisst hieß hiess",
    "geben": "gibt geben gab gaben gegeben",
    "halten": "hält halten hielt hielten gehalten",
    "weisen": "weist weisen wies wiesen gewiesen",
    "werfen": "wirft werfen warf warfen geworfen",
    "lassen": "lässt lassen ließ liess ließen liessen",
    "heben": "hebt heben hob hoben",
    "streichen": "streicht streichen strich strichen",
    "wenden": "wendet wenden wandte wandten wendete wendeten",
    "verweisen": "verweist verweisen verwies verwiesen",
    "schlagen": "schlägt schlagen schlug schlugen",
    "schließen": "schließt schliesst schließen schliessen schloss schlossen",
    "fahren": "fährt fahren fuhr fuhren",
    "bestreiten": "bestreitet bestreiten bestritt bestritten",
    "empfehlen": "empfiehlt empfehlen empfahl empfahlen empfohlen",
    "bitten": "bittet bat baten gebeten",
    "vorschlagen": "vorgeschlagen",
    "hervorheben": "hervorgehoben",
    "einwenden": "eingewandt eingewendet",
    "hinweisen": "hingewiesen",
    "zugeben": "zugegeben",
    "klarstellen": "klargestellt",
    "feststellen": "festgestellt",
    "ausschließen": "ausgeschlossen",
    "andeuten": "angedeutet",
    "zusichern": "zugesichert",
    "ausführen": "ausgeführt",
    "darlegen": "dargelegt",
    "versprechen": "verspricht versprechen versprach versprachen versprochen",
    "widersprechen": "widerspricht widersprechen widersprach widersprachen widersprochen",
    "unterstreichen": "unterstreicht unterstrich unterstrichen",
    "verraten": "verrät verraten verriet verrieten",
    "gestehen": "gesteht gestehen gestand gestanden",
    "bekennen": "bekennt bekannte bekannt",
    "nennen": "nennt nennen nannte nannten genannt",
    "befinden": "befindet befand befanden befunden",
    "finden": "findet finden fand fanden",
    "bezeichnen": "bezeichnet bezeichnen bezeichnete bezeichneten",
    "raten": "rät raten riet rieten",
    "beschreiben": "beschreibt beschrieb beschrieben",
    "hinzufügen": "hinzufügte hinzugefügt",
    "mitteilen": "mitgeteilt",
    "ankündigen": "angekündigt",
    "einräumen": "eingeräumt",
    "betonen": "betont",
    "schreien": "schreit schrie schrien geschrien",
    "erwidern": "erwidert",
    "werden": "",
}
_SURE_STRONG = words_of(
    """
    rufen schreiben versprechen widersprechen unterstreichen verraten gestehen bekennen befinden schreien hinzufügen
    mitteilen einräumen bestreiten empfehlen vorschlagen hervorheben einwenden hinweisen zugeben klarstellen
    feststellen andeuten zusichern ankündigen
    """
)

PARTICLES = {
    "teil": "mit", "kündig": "an", "räum": "ein", "füg": "hinzu an bei", "stell": "klar fest", "rechn": "vor",
    "mach": "klar deutlich geltend", "führ": "aus an", "leg": "nach dar nahe offen", "merk": "an", "zähl": "auf",
    "setz": "hinzu", "geben": "zu bekannt an", "halten": "fest entgegen dagegen vor", "heben": "hervor",
    "verweisen": "darauf", "streichen": "heraus", "wenden": "ein", "schlagen": "vor", "schließen": "aus",
    "fahren": "fort", "pflicht": "bei", "deut": "an", "pranger": "an", "stimm": "zu", "sicher": "zu",
    "weisen": "hin zurück darauf", "werfen": "vor ein", "wink": "ab", "drück": "aus",
    "lassen": "ausrichten wissen durchblicken verlauten",
}  # fmt: skip
"""What makes the verb one of speech: ``teilte … mit``."""

_PREFIXES = (
    "be",
    "ver",
    "er",
    "ent",
    "emp",
    "wider",
    "wieder",
    "offenbar",
    "unter",
    "ge",
)  # of verbs that form no ge-


def _weak_forms(stem: str) -> dict[str, str]:
    """Give the finite forms and the participle of a weak verb, each with its infinitive."""
    if stem.endswith(("el", "er")):
        infinitive, linking = stem + "n", ""
    else:
        infinitive, linking = stem + "en", "e" if stem.endswith(("t", "d", "chn", "gn")) else ""
    prefixed = stem.startswith(_PREFIXES) or stem.endswith("ier")
    participle = f"{stem}{linking}t" if prefixed else f"ge{stem}{linking}t"
    forms = [f"{stem}{linking}t", f"{stem}{linking}te", f"{stem}{linking}ten", infinitive, participle]
    return dict.fromkeys(forms, infinitive)


SURE: dict[str, str] = {}
"""Forms of verbs that report by themselves, with the infinitive."""

POSSIBLE: dict[str, str] = {}
"""Forms of verbs that report beside a quotation or with their particle, with the infinitive."""

for _stem in _WEAK:
    SURE.update(_weak_forms(_stem))
for _stem in _OPEN:
    POSSIBLE.update(_weak_forms(_stem))
for _lemma, _forms in _STRONG.items():
    (SURE if _lemma in _SURE_STRONG else POSSIBLE).update(dict.fromkeys(_forms.split(), _lemma))

for _stem, _particles in PARTICLES.items():
    for _form in _STRONG[_stem].split() if _stem in _STRONG else _weak_forms(_stem):
        SURE.update({particle + _form: particle + _stem for particle in _particles.split()})  # "wie X mitteilte"

_NOT_FORMS = words_of("raten mein bekannt unter betet geraten genannt gegeben wiederholt offenbar laut lauten")
for _form in _NOT_FORMS:
    SURE.pop(_form, None)
    POSSIBLE.pop(_form, None)

SPEECH_FORM = any_of(SURE.keys() | {"teilte", "teilt", "kündigte", "sprach", "gab", "nannte", "heißt"})
"""Fits a form of a verb of speech."""

NOUNS = words_of(
    """
    Fazit Antwort Antworten Aussage Aussagen Appell Botschaft Begründung Reaktion Kommentar Forderung Frage Urteil
    Bilanz Rat Versprechen Devise Zitat Satz Worte Kritik Warnung Bitte Vorwurf Hinweis Einwand Mahnung Vermutung
    Hoffnung Rede Schluss Ansicht Meinung Auffassung Überzeugung Einschätzung Erklärung Feststellung Motto Credo
    These Behauptung Ankündigung Prognose Erkenntnis Ansage Tipp Lob Einwurf Erwiderung Gegenfrage Zusage
    Zusicherung Losung Mitteilung Meldung Klage Drohung Diagnose Argument Nachricht Lehre Spruch Parole Schlusswort
    Aufruf Plädoyer Beteuerung Vorschlag Empfehlung Formel Anweisung Auskunft
    """
)
"""Nouns that introduce a quotation before a colon, or a clause with ``dass``."""

_STATEMENT = r"(?:Ansicht|Meinung|Auffassung|Überzeugung|Einschätzung|Darstellung|Aussage|Schilderung|Lesart)"
SOURCES = (
    rf"(?:[Nn]ach\s(?:eigenen\s)?(?:Angaben|Auskunft|Worten|Aussagen|Informationen|Schätzungen|Berechnungen|Erkenntnissen|"
    rf"[A-ZÄÖÜ][a-zäöüß]+angaben|Bekunden|Recherchen|Medienberichten|{_STATEMENT})|(?:[Ss]einer|[Ii]hrer|[Dd]eren|[Dd]essen)\s{_STATEMENT}\snach)"
)
"""Phrases that name the source of a statement; the genitive or ``von`` follows, or a pronoun is in them."""

SUBJUNCTIVE = words_of(
    """
    sei seien habe werde könne müsse solle wolle dürfe möge wisse gebe gehe komme stehe nehme liege bleibe sehe
    lasse mache brauche zeige arbeite betreffe verlange finde halte sitze spiele trage verstehe wirke ziehe denke
    glaube hoffe erwarte freue suche bekomme gelte helfe führe laufe treffe bringe kenne bedeute setze stelle schade
    reiche fehle dauere koste höre gefalle renne kaufe falle steige sinke bestehe entstehe entspreche erhalte
    verliere gewinne verdiene zahle schlafe gehöre funktioniere passiere existiere drohe wohne lebe diene plane
    prüfe rechne bedaure begrüße verkaufe verzichte betrete trete werfe biete schaffe leide lerne lese schreibe
    spreche sage meine betone fordere warte wachse wünsche fürchte vertraue kehre beginne ende öffne schließe störe
    stimme teile unterstütze verfolge versuche vermeide widerspreche zögere ändere akzeptiere analysiere antworte
    baue beachte bedrohe befürchte begreife behalte behandle beharre behaupte belaste belege beobachte berate
    berichte beruhe beschließe beschreibe besitze bestätige bestimme besuche beteilige betrage beweise bewerte
    bezahle beziehe bilde blicke breche dränge drehe dulde empfehle empfinde entfalle enthalte entscheide entwickle
    erfahre erfolge erfordere erfülle ergebe erhebe erhöhe erinnere erkenne erlaube erlebe ermögliche erreiche
    erscheine ersetze erzähle fahre fasse feiere fliege fließe folge garantiere gefährde genieße genüge geschehe
    greife hänge heiße herrsche investiere kämpfe kritisiere kümmere lande lehne leiste leite liefere lohne löse
    merke nenne nutze passe produziere profitiere protestiere reagiere regiere reise riskiere rufe sammle scheine
    scheitere schicke schütze schwanke schweige senke signalisiere singe sorge spüre stamme starte sterbe strebe
    studiere stütze tausche teste töte trenne trinke tue überlege überlebe übernehme überprüfe überzeuge umfasse
    untersuche unterscheide verändere verbiete verbinde verbrauche vergesse verhandle verhindere verlasse verlaufe
    verletze vermute verpflichte verschwinde versichere versorge verspreche verteidige vertrete verwende verzeichne
    wage wähle warne wehre weigere wende werbe wiege wiederhole zähle ziele zwinge vorhabe
    """
)
"""Third person forms that only a report uses (Konjunktiv I); a list, for ``-e`` alone ends much else."""

_PARTICLE = any_of(
    "ab an auf aus bei ein fest fort heraus her hin hinaus hinzu los mit nach statt teil vor voran weg weiter wieder "
    "zu zurück zusammen bereit dar durch um wahr davon dazu daran herum herunter voraus vorbei entgegen offen frei "
    "nahe stand wett hervor heim nieder über unter"
)
_SPLIT = re.compile(rf"{_PARTICLE}(?P<verb>[a-zäöüß]{{3,}}e)")


SUBJUNCTIVE |= {stem + "e" for stem in _WEAK if not stem.endswith(("el", "er"))}


def is_subjunctive(word: str) -> bool:
    """Tell whether a word is a form that only a report uses, also with a particle before it: ``teilnehme``."""
    split = _SPLIT.fullmatch(word) if word.endswith("e") else None
    return word in SUBJUNCTIVE or (split is not None and split["verb"] in SUBJUNCTIVE)


PLURAL_SUBSTITUTE = words_of("hätten würden könnten müssten dürften sollten")
"""What stands for a plural subjunctive in a report, for ``haben`` and ``werden`` would look like the indicative."""

FINITE_HELPERS = PLURAL_SUBSTITUTE | words_of(
    """
    ist sind war waren hat haben hatte hatten wird werden wurde wurden kann können konnte konnten muss müssen musste
    mussten soll sollen sollte will wollen wollte wollten darf dürfen durfte durften könnte würde müsste hätte wäre
    wären
    """
)
"""Finite forms of the verbs that help others, to tell which comes first."""

SUBSTITUTE = words_of(
    """
    hätte hätten wäre wären würde würden könnte könnten müsste müssten sollte sollten dürfte dürften wollten gäbe
    gäben käme kämen ginge gingen stünde stünden ließe ließen bräuchte bräuchten mögen wüsste wüssten fände fänden
    nähme nähmen spräche sprächen läge lägen sähe sähen träfe träfen verlöre verlören trüge trügen träte träten täte
    täten bliebe hielte verstünde verstünden brächte brächten bekäme bekämen entstünde entstünden gälte gälten zöge
    zögen stiege verlöre erhielte
    """
)
"""What stands for a subjunctive that looks like the indicative (Konjunktiv II); it tells a report only behind a cue."""

LOWER_NO_VERB = words_of(
    """
    und aber die der das den dem des ein eine einen denn doch sondern als dass weil mit wenn ob obwohl damit also
    auch nicht für von zu im in am an auf bei nach vor über unter um aus durch gegen ohne bis seit während wegen
    trotz wo wer was wann warum welche welcher deren dessen dann dazu da nur noch schon sehr ganz etwa oder sowie
    ihr ihre sein seine er sie es man wir ich dort hier heute gestern so wie laut weiter jedoch allerdings statt
    sogar samt rund fast erst
    """
)
"""Small words that may follow a quotation and are no verb that reports it."""

STRONG_PAST = (
    r"(?:ab|an|auf|aus|be|ein|ent|er|ge|um|unter|über|ver|vor|zer|zurück)?(?:blieb|brach|fand|fiel|floss|flog|fuhr|"
    r"gann|gewann|griff|hob|kam|lag|lief|lie(?:ß|ss)|lor|nahm|rang|rief|sah|sank|schied|schlief|schloss|schlug|schoss|"
    r"schrieb|schwand|schwieg|sprang|sprach|stand|starb|stieg|trug|traf|warf|wies|wuchs|zog)"
)
"""Forms in the past that no ending tells: ``stieg``, ``begann``, ``verlor``."""

VERB_LIKE = re.compile(r"[a-zäöüß]{3,}(?:t|te|ten|en)$")
