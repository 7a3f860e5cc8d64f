"""Languages are told by their small words."""

import pytest

from core.articles.language import detect


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("de", "Der Kreml schweigt zu der Lage, und das wird wohl so bleiben."),
        ("de", "D Regierig seit nüt, aber es isch nicht klar, was die Leute in der Stadt dazu sagen."),
        ("en", "The Kremlin is silent on the crisis, and that is how it will be."),
        ("fr", "Le Kremlin se tait sur la crise, et il ne dira rien de plus."),
        ("it", "Il Cremlino tace sulla crisi e non dirà nulla di più."),
        ("es", "El Kremlin guarda silencio sobre la crisis y no dirá nada más."),
        ("nl", "De regering zegt dat het niet mogelijk is om er vandaag iets aan te doen."),
        ("pt", "O governo diz que não é possível fazer nada sobre o assunto hoje."),
        ("pl", "Rząd mówi, że dziś nie można nic z tym zrobić, ale to się zmieni."),
        ("cs", "Vláda říká, že dnes není možné s tím nic dělat, ale to se změní."),
        ("nb", "Regjeringen sier at det ikke er mulig å gjøre noe med saken i dag."),
        ("ru", "Кремль молчит о кризисе и не будет этого делать, как он сказал."),
        ("uk", "Кремль мовчить про кризу, але це не значить, що він згоден з нами."),
        ("el", "Η κυβέρνηση λέει ότι δεν είναι δυνατόν να κάνει κάτι για το θέμα."),
    ],
)
def test_detect(code, text):
    assert detect(text, "??") == code


@pytest.mark.parametrize("text", ["", "Anna Berger", "Foto: Keystone", "12 34 56", "🙂", "xkcd qwrt zzgl bvb"])
def test_too_few_small_words_give_the_default(text):
    assert detect(text, "??") == "??"


def test_german_with_english_quotations_stays_german(real_seeds):
    for path in real_seeds:
        assert detect(path.read_text(encoding="utf-8") + " It is what it is, and that is that.") == "de"
