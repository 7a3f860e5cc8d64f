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
    staun schwör prophezei prognostizier behaupt gesteh mutmaß moser mäkel raun sinnier stichel bestätig ätz betet
    rat unk
    """
)
_OPEN = words_of(
    """
    teil kündig räum füg stell mach rechn führ leg merk zähl setz dämpf brems nenn lob würdig verspott verteidig
    verlang versprech rechtfertig begrüß begrüss beschuldig forder drück deut beruhig appellier plädier verweig
    reagier lach freu wunder ärger glaub vermut schätz hoff droh pocht wink empör rühm kontra
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
    mitteilen einräumen
    """
)

PARTICLES = {
    "teil": "mit", "kündig": "an", "räum": "ein", "füg": "hinzu an bei", "stell": "klar fest", "rechn": "vor",
    "mach": "klar deutlich geltend", "führ": "aus an", "leg": "nach dar", "merk": "an", "zähl": "auf", "setz": "hinzu",
    "geben": "zu bekannt an", "halten": "fest entgegen dagegen", "weisen": "hin zurück darauf", "werfen": "vor ein",
    "lassen": "ausrichten wissen", "wink": "ab", "drück": "aus",
}  # fmt: skip
"""What makes the verb one of speech: ``teilte … mit``."""


def _weak_forms(stem: str) -> dict[str, str]:
    """Give the finite forms and the participle of a weak verb, each with its infinitive."""
    if stem.endswith(("el", "er")):
        infinitive, linking = stem + "n", ""
    else:
        infinitive, linking = stem + "en", "e" if stem.endswith(("t", "d", "chn", "gn")) else ""
    prefixed = stem.startswith(("be", "ver", "er", "ent", "wider", "unter", "ge")) or stem.endswith("ier")
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

_NOT_FORMS = words_of("raten mein bekannt unter betet geraten genannt gegeben")
for _form in _NOT_FORMS:
    SURE.pop(_form, None)
    POSSIBLE.pop(_form, None)

SPEECH_FORM = any_of(SURE.keys() | {"teilte", "teilt", "kündigte", "sprach", "gab", "nannte", "heißt"})
"""Fits a form of a verb of speech."""

NOUNS = words_of(
    """
    Fazit Antwort Antworten Aussage Aussagen Appell Botschaft Begründung Reaktion Kommentar Forderung Frage Urteil
    Bilanz Rat Versprechen Devise Zitat Satz Worte Kritik Warnung Bitte Vorwurf Hinweis Einwand Mahnung Vermutung
    Hoffnung Rede Schluss
    """
)
"""Nouns that introduce a quotation before a colon, or a clause with ``dass``."""

SOURCES = (
    r"(?:[Nn]ach\s(?:Angaben|Auskunft|Worten|Darstellung|Aussage|Aussagen|Informationen|Einschätzung|Ansicht|Meinung))"
)
"""Phrases that name the source of a statement; the genitive or ``von`` follows."""

SUBJUNCTIVE = words_of(
    """
    sei seien habe werde könne müsse solle wolle dürfe möge wisse gebe gehe komme stehe nehme liege bleibe sehe
    lasse mache brauche zeige arbeite betreffe verlange finde halte sitze spiele trage verstehe wirke ziehe denke
    glaube hoffe erwarte freue suche bekomme gelte helfe führe laufe treffe bringe kenne bedeute setze stelle
    schade reiche fehle dauere koste höre gefalle renne kaufe falle steige sinke bestehe entstehe entspreche
    erhalte verliere gewinne verdiene zahle schlafe gehöre funktioniere passiere existiere drohe wohne lebe diene
    plane prüfe rechne bedaure begrüße verkaufe verzichte betrete trete werfe biete schaffe leide lerne lese
    schreibe spreche sage meine betone fordere warte wachse wünsche fürchte vertraue kehre beginne ende öffne
    schließe störe stimme teile unterstütze verfolge versuche vermeide widerspreche zögere
    """
)
"""Third person forms that only a report uses (Konjunktiv I); a list, for ``-e`` alone ends much else."""

SUBSTITUTE = words_of(
    """
    hätte hätten wäre wären würde würden könnte könnten müsste müssten sollte sollten dürfte dürften wollten gäbe
    gäben käme kämen ginge gingen stünde stünden ließe ließen bräuchte bräuchten
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

VERB_LIKE = re.compile(r"[a-zäöüß]{3,}(?:t|te|ten|en)$")
