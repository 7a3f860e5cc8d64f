<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
 <context>
  <name>Leuchtstift</name>
  <message>
   <source>&amp;File</source>
   <translation>&amp;Datei</translation>
  </message>
  <message>
   <source>&amp;Edit</source>
   <translation>&amp;Bearbeiten</translation>
  </message>
  <message>
   <source>&amp;Mark</source>
   <translation>&amp;Markierung</translation>
  </message>
  <message>
   <source>&amp;Article</source>
   <translation>&amp;Artikel</translation>
  </message>
  <message>
   <source>E&amp;xtraction</source>
   <translation>E&amp;xtraktion</translation>
  </message>
  <message>
   <source>&amp;View</source>
   <translation>A&amp;nsicht</translation>
  </message>
  <message>
   <source>Hel&amp;p</source>
   <translation>Hi&amp;lfe</translation>
  </message>
  <message>
   <source>Import files…</source>
   <translation>Dateien importieren…</translation>
  </message>
  <message>
   <source>Import folder…</source>
   <translation>Ordner importieren…</translation>
  </message>
  <message>
   <source>Export…</source>
   <translation>Exportieren…</translation>
  </message>
  <message>
   <source>Marked article as PDF…</source>
   <translation>Markierter Artikel als PDF…</translation>
  </message>
  <message>
   <source>Marked article as web page…</source>
   <translation>Markierter Artikel als Webseite…</translation>
  </message>
  <message>
   <source>Print…</source>
   <translation>Drucken…</translation>
  </message>
  <message>
   <source>New library…</source>
   <translation>Neue Bibliothek…</translation>
  </message>
  <message>
   <source>Open library…</source>
   <translation>Bibliothek öffnen…</translation>
  </message>
  <message>
   <source>Back up now</source>
   <translation>Jetzt sichern</translation>
  </message>
  <message>
   <source>Restore a backup…</source>
   <translation>Sicherung zurückholen…</translation>
  </message>
  <message>
   <source>Settings…</source>
   <translation>Einstellungen…</translation>
  </message>
  <message>
   <source>Quit</source>
   <translation>Beenden</translation>
  </message>
  <message>
   <source>Undo</source>
   <translation>Rückgängig</translation>
  </message>
  <message>
   <source>Redo</source>
   <translation>Wiederholen</translation>
  </message>
  <message>
   <source>History</source>
   <translation>Verlauf</translation>
  </message>
  <message>
   <source>Copy</source>
   <translation>Kopieren</translation>
  </message>
  <message>
   <source>Copy with marks</source>
   <translation>Mit Markierungen kopieren</translation>
  </message>
  <message>
   <source>Select the whole text</source>
   <translation>Den ganzen Text auswählen</translation>
  </message>
  <message>
   <source>Select the word at the caret</source>
   <translation>Das Wort am Textcursor auswählen</translation>
  </message>
  <message>
   <source>Select the sentence at the caret</source>
   <translation>Den Satz am Textcursor auswählen</translation>
  </message>
  <message>
   <source>Find in the article</source>
   <translation>Im Artikel suchen</translation>
  </message>
  <message>
   <source>Find next</source>
   <translation>Weitersuchen</translation>
  </message>
  <message>
   <source>Find previous</source>
   <translation>Rückwärts suchen</translation>
  </message>
  <message>
   <source>Go to…</source>
   <translation>Gehe zu…</translation>
  </message>
  <message>
   <source>Search the library</source>
   <translation>Bibliothek durchsuchen</translation>
  </message>
  <message>
   <source>Label the selected marks, else the selected text, else what you drag over</source>
   <translation>Die gewählten Markierungen auszeichnen, sonst den gewählten Text, sonst was Sie überstreichen</translation>
  </message>
  <message>
   <source>Label by name…</source>
   <translation>Label nach Namen…</translation>
  </message>
  <message>
   <source>Accept; with no mark selected: accept all and mark as reviewed</source>
   <translation>Annehmen; ist keine Markierung gewählt: alle annehmen, Artikel geprüft</translation>
  </message>
  <message>
   <source>Accept</source>
   <translation>Annehmen</translation>
  </message>
  <message>
   <source>Reject</source>
   <translation>Ablehnen</translation>
  </message>
  <message>
   <source>Accept the sure ones…</source>
   <translation>Sichere annehmen…</translation>
  </message>
  <message>
   <source>Accept all and mark as reviewed</source>
   <translation>Alle annehmen, Artikel geprüft</translation>
  </message>
  <message>
   <source>Remove</source>
   <translation>Entfernen</translation>
  </message>
  <message>
   <source>Note…</source>
   <translation>Notiz…</translation>
  </message>
  <message>
   <source>Entity…</source>
   <translation>Wer oder was ist das…</translation>
  </message>
  <message>
   <source>Relation…</source>
   <translation>Beziehung…</translation>
  </message>
  <message>
   <source>Quotation and its speaker…</source>
   <translation>Zitat und wer es sagt…</translation>
  </message>
  <message>
   <source>All occurrences…</source>
   <translation>Alle Vorkommen…</translation>
  </message>
  <message>
   <source>Next mark</source>
   <translation>Nächste Markierung</translation>
  </message>
  <message>
   <source>Previous mark</source>
   <translation>Vorige Markierung</translation>
  </message>
  <message>
   <source>Next undecided mark, least sure first</source>
   <translation>Nächste offene Markierung, die unsicherste zuerst</translation>
  </message>
  <message>
   <source>Previous undecided mark</source>
   <translation>Vorige offene Markierung</translation>
  </message>
  <message>
   <source>Go along the relation: quotation, speaker, role</source>
   <translation>Der Beziehung folgen: Zitat, Sprecher, Rolle</translation>
  </message>
  <message>
   <source>Select the next mark as well</source>
   <translation>Auch die nächste Markierung wählen</translation>
  </message>
  <message>
   <source>Select the previous mark as well</source>
   <translation>Auch die vorige Markierung wählen</translation>
  </message>
  <message>
   <source>Select the next mark of this label as well</source>
   <translation>Auch die nächste Markierung dieses Labels wählen</translation>
  </message>
  <message>
   <source>Select the previous mark of this label as well</source>
   <translation>Auch die vorige Markierung dieses Labels wählen</translation>
  </message>
  <message>
   <source>Select all marks</source>
   <translation>Alle Markierungen wählen</translation>
  </message>
  <message>
   <source>Select all marks of this label</source>
   <translation>Alle Markierungen dieses Labels wählen</translation>
  </message>
  <message>
   <source>Right edge one word to the right</source>
   <translation>Rechter Rand ein Wort nach rechts</translation>
  </message>
  <message>
   <source>Right edge one word to the left</source>
   <translation>Rechter Rand ein Wort nach links</translation>
  </message>
  <message>
   <source>Left edge one word to the right</source>
   <translation>Linker Rand ein Wort nach rechts</translation>
  </message>
  <message>
   <source>Left edge one word to the left</source>
   <translation>Linker Rand ein Wort nach links</translation>
  </message>
  <message>
   <source>Right edge one character to the right</source>
   <translation>Rechter Rand ein Zeichen nach rechts</translation>
  </message>
  <message>
   <source>Right edge one character to the left</source>
   <translation>Rechter Rand ein Zeichen nach links</translation>
  </message>
  <message>
   <source>Left edge one character to the right</source>
   <translation>Linker Rand ein Zeichen nach rechts</translation>
  </message>
  <message>
   <source>Left edge one character to the left</source>
   <translation>Linker Rand ein Zeichen nach links</translation>
  </message>
  <message>
   <source>Step out: pop-up, mark, text, label, search</source>
   <translation>Eine Ebene zurück: Fenster, Markierung, Text, Label, Suche</translation>
  </message>
  <message>
   <source>Label set…</source>
   <translation>Labelsatz…</translation>
  </message>
  <message>
   <source>Mark as reviewed and go to the next</source>
   <translation>Geprüft, weiter zum nächsten</translation>
  </message>
  <message>
   <source>Skip and go to the next</source>
   <translation>Überspringen, weiter zum nächsten</translation>
  </message>
  <message>
   <source>Take back the review</source>
   <translation>Prüfung zurücknehmen</translation>
  </message>
  <message>
   <source>Previous article</source>
   <translation>Voriger Artikel</translation>
  </message>
  <message>
   <source>Next article</source>
   <translation>Nächster Artikel</translation>
  </message>
  <message>
   <source>Back</source>
   <translation>Zurück</translation>
  </message>
  <message>
   <source>Forward</source>
   <translation>Vorwärts</translation>
  </message>
  <message>
   <source>Information…</source>
   <translation>Angaben…</translation>
  </message>
  <message>
   <source>Move to the trash</source>
   <translation>In den Papierkorb</translation>
  </message>
  <message>
   <source>Put back from the trash</source>
   <translation>Aus dem Papierkorb zurückholen</translation>
  </message>
  <message>
   <source>Extract in this article</source>
   <translation>In diesem Artikel extrahieren</translation>
  </message>
  <message>
   <source>Extract in the chosen articles</source>
   <translation>In den gewählten Artikeln extrahieren</translation>
  </message>
  <message>
   <source>Extract in all articles</source>
   <translation>In allen Artikeln extrahieren</translation>
  </message>
  <message>
   <source>Pipelines…</source>
   <translation>Pipelines…</translation>
  </message>
  <message>
   <source>Layers…</source>
   <translation>Ebenen…</translation>
  </message>
  <message>
   <source>Scores…</source>
   <translation>Bewertung…</translation>
  </message>
  <message>
   <source>Compare layers…</source>
   <translation>Ebenen vergleichen…</translation>
  </message>
  <message>
   <source>Page down</source>
   <translation>Seite vor</translation>
  </message>
  <message>
   <source>Page up</source>
   <translation>Seite zurück</translation>
  </message>
  <message>
   <source>Larger type</source>
   <translation>Größere Schrift</translation>
  </message>
  <message>
   <source>Smaller type</source>
   <translation>Kleinere Schrift</translation>
  </message>
  <message>
   <source>Default type size and column</source>
   <translation>Übliche Schriftgröße und Zeilenlänge</translation>
  </message>
  <message>
   <source>Wider column</source>
   <translation>Längere Zeilen</translation>
  </message>
  <message>
   <source>Narrower column</source>
   <translation>Kürzere Zeilen</translation>
  </message>
  <message>
   <source>Plain text style</source>
   <translation>Schlichter Satz</translation>
  </message>
  <message>
   <source>Fold boilerplate</source>
   <translation>Beiwerk einklappen</translation>
  </message>
  <message>
   <source>Hide all marks</source>
   <translation>Alle Markierungen ausblenden</translation>
  </message>
  <message>
   <source>Caret</source>
   <translation>Textcursor</translation>
  </message>
  <message>
   <source>Full screen</source>
   <translation>Vollbild</translation>
  </message>
  <message>
   <source>Next pane</source>
   <translation>Nächster Bereich</translation>
  </message>
  <message>
   <source>Previous pane</source>
   <translation>Voriger Bereich</translation>
  </message>
  <message>
   <source>Keys</source>
   <translation>Tasten</translation>
  </message>
  <message>
   <source>About Leuchtstift</source>
   <translation>Über Leuchtstift</translation>
  </message>
  <message>
   <source>Click on a mark</source>
   <translation>Klick auf eine Markierung</translation>
  </message>
  <message>
   <source>Select it</source>
   <translation>Markierung wählen</translation>
  </message>
  <message>
   <source>Click on the line to a related mark</source>
   <translation>Klick auf die Linie zu einer verbundenen Markierung</translation>
  </message>
  <message>
   <source>Go to that mark</source>
   <translation>Zu dieser Markierung gehen</translation>
  </message>
  <message>
   <source>Ctrl+click on a mark</source>
   <translation>Strg+Klick auf eine Markierung</translation>
  </message>
  <message>
   <source>Select it as well, or let go of it</source>
   <translation>Dazu wählen oder loslassen</translation>
  </message>
  <message>
   <source>Ctrl+drag</source>
   <translation>Strg+Ziehen</translation>
  </message>
  <message>
   <source>Select all marks that the frame touches; with Shift as well</source>
   <translation>Alle Markierungen wählen, die der Rahmen berührt; mit Umschalt dazu</translation>
  </message>
  <message>
   <source>Ctrl+Shift+click on a mark</source>
   <translation>Strg+Umschalt+Klick auf eine Markierung</translation>
  </message>
  <message>
   <source>Select all marks up to it</source>
   <translation>Alle Markierungen bis dahin wählen</translation>
  </message>
  <message>
   <source>Drag, double click</source>
   <translation>Ziehen, Doppelklick</translation>
  </message>
  <message>
   <source>Select words; with a label armed: mark them</source>
   <translation>Wörter wählen; ist ein Label scharf: markieren</translation>
  </message>
  <message>
   <source>Alt+drag</source>
   <translation>Alt+Ziehen</translation>
  </message>
  <message>
   <source>Select characters</source>
   <translation>Zeichen wählen</translation>
  </message>
  <message>
   <source>Triple click</source>
   <translation>Dreifachklick</translation>
  </message>
  <message>
   <source>Select the sentence</source>
   <translation>Satz wählen</translation>
  </message>
  <message>
   <source>Drag an edge of the selected mark</source>
   <translation>Rand der gewählten Markierung ziehen</translation>
  </message>
  <message>
   <source>Move the edge</source>
   <translation>Rand verschieben</translation>
  </message>
  <message>
   <source>Click on the triangle beside boilerplate</source>
   <translation>Klick auf das Dreieck neben Beiwerk</translation>
  </message>
  <message>
   <source>Fold it, or show it</source>
   <translation>Einklappen oder zeigen</translation>
  </message>
  <message>
   <source>Ctrl+wheel, Ctrl+Shift+wheel</source>
   <translation>Strg+Rad, Strg+Umschalt+Rad</translation>
  </message>
  <message>
   <source>Type size, column</source>
   <translation>Schriftgröße, Zeilenlänge</translation>
  </message>
  <message>
   <source>Right click on a paragraph</source>
   <translation>Rechtsklick auf einen Absatz</translation>
  </message>
  <message>
   <source>Say what it is: headline, caption, body …</source>
   <translation>Sagen, was er ist: Titel, Bildzeile, Fließtext …</translation>
  </message>
  <message>
   <source>Label</source>
   <translation>Label</translation>
  </message>
  <message>
   <source>Extraction was stopped; what was found is kept. {action} goes on with the rest.</source>
   <translation>Die Extraktion wurde angehalten; was gefunden wurde, bleibt. {action} macht mit dem Rest weiter.</translation>
  </message>
  <message>
   <source>So the backup on closing was not made.</source>
   <translation>Die Sicherung beim Schließen ist deshalb nicht entstanden.</translation>
  </message>
  <message>
   <source>Close without a backup</source>
   <translation>Ohne Sicherung schließen</translation>
  </message>
  <message numerus="yes">
   <source>Extraction is at work: %n article(s) are left.</source>
   <translation>
    <numerusform>Die Extraktion läuft noch: %n Artikel ist übrig.</numerusform>
    <numerusform>Die Extraktion läuft noch: %n Artikel sind übrig.</numerusform>
   </translation>
  </message>
  <message>
   <source>What was found is kept. {action} goes on with the rest later.</source>
   <translation>Was gefunden wurde, bleibt. {action} macht später mit dem Rest weiter.</translation>
  </message>
  <message>
   <source>Stop and close</source>
   <translation>Anhalten und schließen</translation>
  </message>
  <message>
   <source>Precision is the share of the second layer that the first has too, recall the other way round.</source>
   <translation>Precision ist der Anteil der zweiten Ebene, den auch die erste hat; Recall ist es umgekehrt.</translation>
  </message>
  <message>
   <source>How far do two layers agree?</source>
   <translation>Wie weit stimmen zwei Ebenen überein?</translation>
  </message>
  <message>
   <source>Choose two: pipelines, imported files, persons, or gold. Only articles that both have read count.</source>
   <translation>Wählen Sie zwei: Pipelines, importierte Dateien, Personen oder Gold. Es zählen nur Artikel, die beide gelesen haben.</translation>
  </message>
  <message>
   <source>Compare layers</source>
   <translation>Ebenen vergleichen</translation>
  </message>
  <message>
   <source>Compare</source>
   <translation>Vergleichen</translation>
  </message>
  <message>
   <source>All pairs</source>
   <translation>Alle Paare</translation>
  </message>
  <message>
   <source>Compare each layer with each; pairs that have nothing in common are left out.</source>
   <translation>Jede Ebene mit jeder vergleichen; Paare ohne etwas Gemeinsames entfallen.</translation>
  </message>
  <message>
   <source>Also labels of only one</source>
   <translation>Auch Labels nur einer Ebene</translation>
  </message>
  <message>
   <source>Count labels too that only one of the layers uses.</source>
   <translation>Auch Labels zählen, die nur eine der Ebenen verwendet.</translation>
  </message>
  <message>
   <source>Comparing</source>
   <translation>Vergleich läuft</translation>
  </message>
  <message>
   <source>First layer</source>
   <translation>Erste Ebene</translation>
  </message>
  <message>
   <source>Second layer</source>
   <translation>Zweite Ebene</translation>
  </message>
  <message>
   <source>There is nothing to compare yet: extract first.</source>
   <translation>Es gibt noch nichts zu vergleichen: Extrahieren Sie zuerst.</translation>
  </message>
  <message>
   <source>Gold: what you accepted</source>
   <translation>Gold: was Sie angenommen haben</translation>
  </message>
  <message>
   <source>A reader and annotator for articles. Version {version}.</source>
   <translation>Artikel lesen und auszeichnen. Version {version}.</translation>
  </message>
  <message>
   <source>Everything stays on this computer: nothing is sent anywhere.</source>
   <translation>Alles bleibt auf diesem Rechner: Nichts wird irgendwohin gesendet.</translation>
  </message>
  <message>
   <source>MIT licence. With Qt and PySide6 (LGPL), spaCy (MIT), SQLite, Source Serif Pro (OFL) and others.</source>
   <translation>MIT-Lizenz. Mit Qt und PySide6 (LGPL), spaCy (MIT), SQLite, Source Serif Pro (OFL) und anderen.</translation>
  </message>
  <message>
   <source>Library: {path}</source>
   <translation>Bibliothek: {path}</translation>
  </message>
  <message>
   <source>Settings: {path}</source>
   <translation>Einstellungen: {path}</translation>
  </message>
  <message>
   <source>Something went wrong that should not. Your library is safe: every edit was stored when it was made. You can go on. If you report this, the text below helps; it is also in {path}.</source>
   <translation>Etwas ging schief, das nicht schiefgehen darf. Die Bibliothek ist sicher: Jede Änderung wurde sofort gespeichert. Sie können weiterarbeiten. Wenn Sie den Fehler melden, hilft der Text unten; er steht auch in {path}.</translation>
  </message>
  <message>
   <source>An error in the program</source>
   <translation>Ein Fehler im Programm</translation>
  </message>
  <message>
   <source>The program broke down the last time. Your library is safe: every edit was stored when it was made. If you report this, the text below helps; it has no word of your articles.</source>
   <translation>Das Programm ist beim letzten Mal abgestürzt. Ihre Bibliothek ist sicher: Jede Änderung wurde gespeichert, als sie gemacht wurde. Wenn Sie das melden, hilft der Text unten; er enthält kein Wort aus Ihren Artikeln.</translation>
  </message>
  <message>
   <source>Report</source>
   <translation>Bericht</translation>
  </message>
  <message>
   <source>With the error's own words (they may quote an article)</source>
   <translation>Mit dem Wortlaut des Fehlers (er kann einen Artikel zitieren)</translation>
  </message>
  <message>
   <source>The program broke down</source>
   <translation>Das Programm ist abgestürzt</translation>
  </message>
  <message numerus="yes">
   <source>%n article(s)</source>
   <translation>
    <numerusform>%n Artikel</numerusform>
    <numerusform>%n Artikel</numerusform>
   </translation>
  </message>
  <message>
   <source>Export</source>
   <translation>Export</translation>
  </message>
  <message>
   <source>Proposals: what the program found</source>
   <translation>Vorschläge: was das Programm gefunden hat</translation>
  </message>
  <message>
   <source>All that is shown</source>
   <translation>Alles, was zu sehen ist</translation>
  </message>
  <message>
   <source>All articles</source>
   <translation>Alle Artikel</translation>
  </message>
  <message>
   <source>Export to</source>
   <translation>Exportieren nach</translation>
  </message>
  <message>
   <source>Marks</source>
   <translation>Markierungen</translation>
  </message>
  <message>
   <source>Articles</source>
   <translation>Artikel</translation>
  </message>
  <message>
   <source>Format</source>
   <translation>Format</translation>
  </message>
  <message>
   <source>Layer {name}</source>
   <translation>Ebene {name}</translation>
  </message>
  <message>
   <source>Pipeline</source>
   <translation>Pipeline</translation>
  </message>
  <message>
   <source>Article or pipeline</source>
   <translation>Artikel oder Pipeline</translation>
  </message>
  <message>
   <source>Article</source>
   <translation>Artikel</translation>
  </message>
  <message>
   <source>Extraction</source>
   <translation>Extraktion</translation>
  </message>
  <message>
   <source>What could not be read</source>
   <translation>Was nicht gelesen werden konnte</translation>
  </message>
  <message>
   <source>Try again</source>
   <translation>Noch einmal versuchen</translation>
  </message>
  <message numerus="yes">
   <source>%n article(s) could not be read by the pipeline.</source>
   <translation>
    <numerusform>%n Artikel konnte die Pipeline nicht lesen.</numerusform>
    <numerusform>%n Artikel konnte die Pipeline nicht lesen.</numerusform>
   </translation>
  </message>
  <message>
   <source>All others are done.</source>
   <translation>Alle anderen sind fertig.</translation>
  </message>
  <message numerus="yes">
   <source>… and %n more</source>
   <translation>
    <numerusform>… und noch %n</numerusform>
    <numerusform>… und noch %n</numerusform>
   </translation>
  </message>
  <message>
   <source>Go back</source>
   <translation>Zurückgehen</translation>
  </message>
  <message>
   <source>All will be as it was after this step: {step} ({at})</source>
   <translation>Alles wird wieder so, wie es nach diesem Schritt war: {step} ({at})</translation>
  </message>
  <message>
   <source>“{title}” will be as it was after this step: {step} ({at})</source>
   <translation>„{title}“ wird wieder so wie nach diesem Schritt: {step} ({at})</translation>
  </message>
  <message>
   <source>What would change</source>
   <translation>Was sich ändern würde</translation>
  </message>
  <message>
   <source>This is one step that can be undone. What pipelines proposed stays.</source>
   <translation>Das ist ein Schritt, der sich rückgängig machen lässt. Was Pipelines vorgeschlagen haben, bleibt.</translation>
  </message>
  <message>
   <source>Go to</source>
   <translation>Gehe zu</translation>
  </message>
  <message>
   <source>What to go to</source>
   <translation>Wohin</translation>
  </message>
  <message>
   <source>Number</source>
   <translation>Zahl</translation>
  </message>
  <message>
   <source>of {count}</source>
   <translation>von {count}</translation>
  </message>
  <message>
   <source>Go</source>
   <translation>Gehen</translation>
  </message>
  <message>
   <source>Paragraph</source>
   <translation>Absatz</translation>
  </message>
  <message>
   <source>Character</source>
   <translation>Zeichen</translation>
  </message>
  <message>
   <source>Percent</source>
   <translation>Prozent</translation>
  </message>
  <message>
   <source>{file}, line {line}</source>
   <translation>{file}, Zeile {line}</translation>
  </message>
  <message>
   <source>Import</source>
   <translation>Import</translation>
  </message>
  <message>
   <source>Where</source>
   <translation>Wo</translation>
  </message>
  <message>
   <source>Left out or changed</source>
   <translation>Ausgelassen oder geändert</translation>
  </message>
  <message numerus="yes">
   <source>%n article(s) came in</source>
   <translation>
    <numerusform>%n Artikel aufgenommen</numerusform>
    <numerusform>%n Artikel aufgenommen</numerusform>
   </translation>
  </message>
  <message>
   <source>Nothing new came in</source>
   <translation>Nichts Neues aufgenommen</translation>
  </message>
  <message numerus="yes">
   <source>%n article(s) came back from the trash.</source>
   <translation>
    <numerusform>%n Artikel kam aus dem Papierkorb zurück.</numerusform>
    <numerusform>%n Artikel kamen aus dem Papierkorb zurück.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n article(s) were known already and stay as they are.</source>
   <translation>
    <numerusform>%n Artikel war schon bekannt und bleibt, wie er ist.</numerusform>
    <numerusform>%n Artikel waren schon bekannt und bleiben, wie sie sind.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n mark(s) came with them.</source>
   <translation>
    <numerusform>%n Markierung kam mit.</numerusform>
    <numerusform>%n Markierungen kamen mit.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n article(s) are reviewed.</source>
   <translation>
    <numerusform>%n Artikel ist geprüft.</numerusform>
    <numerusform>%n Artikel sind geprüft.</numerusform>
   </translation>
  </message>
  <message>
   <source>Extract in them</source>
   <translation>Darin extrahieren</translation>
  </message>
  <message>
   <source>Title</source>
   <translation>Titel</translation>
  </message>
  <message>
   <source>Source</source>
   <translation>Quelle</translation>
  </message>
  <message>
   <source>Author</source>
   <translation>Autor</translation>
  </message>
  <message>
   <source>Place</source>
   <translation>Ort</translation>
  </message>
  <message>
   <source>Published</source>
   <translation>Erschienen</translation>
  </message>
  <message>
   <source>Language</source>
   <translation>Sprache</translation>
  </message>
  <message>
   <source>Web address</source>
   <translation>Web-Adresse</translation>
  </message>
  <message>
   <source>Information</source>
   <translation>Angaben</translation>
  </message>
  <message>
   <source>2022, 2022-01, 2022-01-10 or 2022-01-10T19:30</source>
   <translation>2022, 2022-01, 2022-01-10 oder 2022-01-10T19:30</translation>
  </message>
  <message>
   <source>de, de-CH, en …</source>
   <translation>de, de-CH, en …</translation>
  </message>
  <message>
   <source>An article needs a title.</source>
   <translation>Ein Artikel braucht einen Titel.</translation>
  </message>
  <message>
   <source>Save</source>
   <translation>Speichern</translation>
  </message>
  <message numerus="yes">
   <source>%n character(s)</source>
   <translation>
    <numerusform>%n Zeichen</numerusform>
    <numerusform>%n Zeichen</numerusform>
   </translation>
  </message>
  <message>
   <source>Text</source>
   <translation>Text</translation>
  </message>
  <message>
   <source>Write the date as year, year-month or year-month-day, for example 2022-01-10.</source>
   <translation>Schreiben Sie das Datum als Jahr, Jahr-Monat oder Jahr-Monat-Tag, zum Beispiel 2022-01-10.</translation>
  </message>
  <message>
   <source>Write the language as a code, for example de or de-CH.</source>
   <translation>Schreiben Sie die Sprache als Kürzel, zum Beispiel de oder de-CH.</translation>
  </message>
  <message>
   <source>Also in the file</source>
   <translation>Auch in der Datei</translation>
  </message>
  <message>
   <source>Mouse</source>
   <translation>Maus</translation>
  </message>
  <message>
   <source>{theme}: text {text} : 1, lines {line} : 1</source>
   <translation>{theme}: Text {text} : 1, Linien {line} : 1</translation>
  </message>
  <message>
   <source>Dark</source>
   <translation>Dunkel</translation>
  </message>
  <message>
   <source>Light</source>
   <translation>Hell</translation>
  </message>
  <message>
   <source>Hide its marks</source>
   <translation>Markierungen ausblenden</translation>
  </message>
  <message>
   <source>Colour of the label</source>
   <translation>Farbe des Labels</translation>
  </message>
  <message>
   <source>Code in files</source>
   <translation>Kürzel in Dateien</translation>
  </message>
  <message>
   <source>Colour</source>
   <translation>Farbe</translation>
  </message>
  <message>
   <source>Key</source>
   <translation>Taste</translation>
  </message>
  <message>
   <source>Description</source>
   <translation>Beschreibung</translation>
  </message>
  <message>
   <source>Files and pipelines use this code, so it stays.</source>
   <translation>Dateien und Pipelines verwenden dieses Kürzel, darum bleibt es.</translation>
  </message>
  <message>
   <source>accepted</source>
   <translation>angenommen</translation>
  </message>
  <message>
   <source>proposed</source>
   <translation>vorgeschlagen</translation>
  </message>
  <message>
   <source>the next free one</source>
   <translation>die nächste freie</translation>
  </message>
  <message numerus="yes">
   <source>the label(s) {names}</source>
   <translation>
    <numerusform>das Label {names}</numerusform>
    <numerusform>die Labels {names}</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n reviewed article(s) will be in progress again, for they were not read for {labels}.</source>
   <translation>
    <numerusform>%n geprüfter Artikel ist danach wieder in Arbeit, denn er wurde nicht auf {labels} hin gelesen.</numerusform>
    <numerusform>%n geprüfte Artikel sind danach wieder in Arbeit, denn sie wurden nicht auf {labels} hin gelesen.</numerusform>
   </translation>
  </message>
  <message>
   <source>Label set</source>
   <translation>Labelsatz</translation>
  </message>
  <message>
   <source>Name of the set</source>
   <translation>Name des Satzes</translation>
  </message>
  <message>
   <source>Labels</source>
   <translation>Labels</translation>
  </message>
  <message>
   <source>Add a label</source>
   <translation>Label hinzufügen</translation>
  </message>
  <message>
   <source>Remove the label</source>
   <translation>Label entfernen</translation>
  </message>
  <message>
   <source>Move up</source>
   <translation>Nach oben</translation>
  </message>
  <message>
   <source>Move down</source>
   <translation>Nach unten</translation>
  </message>
  <message>
   <source>A label set needs a name.</source>
   <translation>Ein Labelsatz braucht einen Namen.</translation>
  </message>
  <message>
   <source>A label set needs at least one label.</source>
   <translation>Ein Labelsatz braucht mindestens ein Label.</translation>
  </message>
  <message numerus="yes">
   <source>%n reviewed article(s) will be open again, for they were read with the label set {name}.</source>
   <translation>
    <numerusform>%n geprüfter Artikel ist danach wieder offen, denn er wurde mit dem Labelsatz {name} gelesen.</numerusform>
    <numerusform>%n geprüfte Artikel sind danach wieder offen, denn sie wurden mit dem Labelsatz {name} gelesen.</numerusform>
   </translation>
  </message>
  <message>
   <source>Marks with {code} stay, and are shown grey. To keep their colour, hide the label.</source>
   <translation>Markierungen mit {code} bleiben und werden grau gezeigt. Sollen sie ihre Farbe behalten, blenden Sie das Label aus.</translation>
  </message>
  <message>
   <source>Save as new version</source>
   <translation>Als neue Version speichern</translation>
  </message>
  <message>
   <source>Each label needs a title.</source>
   <translation>Jedes Label braucht einen Titel.</translation>
  </message>
  <message>
   <source>A code has 1 to 40 characters, without spaces, quotation marks or commas: {code}</source>
   <translation>Ein Kürzel hat 1 bis 40 Zeichen, ohne Leerzeichen, Anführungszeichen oder Kommas: {code}</translation>
  </message>
  <message>
   <source>Two labels have the code {code}.</source>
   <translation>Zwei Labels haben das Kürzel {code}.</translation>
  </message>
  <message>
   <source>New label</source>
   <translation>Neues Label</translation>
  </message>
  <message>
   <source>Version {number} is in use</source>
   <translation>Version {number} ist in Gebrauch</translation>
  </message>
  <message>
   <source>person</source>
   <translation>Person</translation>
  </message>
  <message>
   <source>pipeline</source>
   <translation>Pipeline</translation>
  </message>
  <message>
   <source>rules</source>
   <translation>Regeln</translation>
  </message>
  <message>
   <source>imported file</source>
   <translation>importierte Datei</translation>
  </message>
  <message>
   <source>Each pipeline, person and imported file has a layer of its own. Ticked ones are shown; the others keep all that they say. Of several runs of a pipeline over an article the newest is shown.</source>
   <translation>Jede Pipeline, Person und importierte Datei hat eine eigene Ebene. Angekreuzte werden gezeigt; die anderen behalten alles, was sie sagen. Von mehreren Läufen einer Pipeline über einen Artikel wird der neueste gezeigt.</translation>
  </message>
  <message>
   <source>Layers</source>
   <translation>Ebenen</translation>
  </message>
  <message>
   <source>Layer</source>
   <translation>Ebene</translation>
  </message>
  <message>
   <source>Kind</source>
   <translation>Art</translation>
  </message>
  <message>
   <source>Newest run</source>
   <translation>Neuester Lauf</translation>
  </message>
  <message>
   <source>Counting</source>
   <translation>Zählung läuft</translation>
  </message>
  <message numerus="yes">
   <source>%n run(s)</source>
   <translation>
    <numerusform>%n Lauf</numerusform>
    <numerusform>%n Läufe</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>The list is added. %n line(s) of it cannot be used.</source>
   <translation>
    <numerusform>Die Liste ist hinzugefügt. %n Zeile darin ist nicht brauchbar.</numerusform>
    <numerusform>Die Liste ist hinzugefügt. %n Zeilen darin sind nicht brauchbar.</numerusform>
   </translation>
  </message>
  <message>
   <source>Line</source>
   <translation>Zeile</translation>
  </message>
  <message>
   <source>Lines that cannot be used</source>
   <translation>Zeilen, die nicht brauchbar sind</translation>
  </message>
  <message>
   <source>Correct them in the file: each extraction reads it anew.</source>
   <translation>Verbessern Sie sie in der Datei: Jede Extraktion liest sie neu.</translation>
  </message>
  <message>
   <source>The list is added.</source>
   <translation>Die Liste ist hinzugefügt.</translation>
  </message>
  <message>
   <source>Published by the makers of spaCy. Nothing is fetched before you press Get; then {host} is asked.</source>
   <translation>Veröffentlicht von den Machern von spaCy. Nichts wird geladen, bevor Sie „Holen“ drücken; dann wird {host} gefragt.</translation>
  </message>
  <message>
   <source>Get more pipelines</source>
   <translation>Weitere Pipelines holen</translation>
  </message>
  <message>
   <source>Name</source>
   <translation>Name</translation>
  </message>
  <message>
   <source>Size</source>
   <translation>Größe</translation>
  </message>
  <message>
   <source>Licence</source>
   <translation>Lizenz</translation>
  </message>
  <message>
   <source>Trained on</source>
   <translation>Trainiert auf</translation>
  </message>
  <message>
   <source>Pipelines of spaCy</source>
   <translation>Pipelines von spaCy</translation>
  </message>
  <message>
   <source>Progress</source>
   <translation>Fortschritt</translation>
  </message>
  <message>
   <source>Get</source>
   <translation>Holen</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>{size} MB</source>
   <translation>{size} MB</translation>
  </message>
  <message>
   <source>Getting {name} …</source>
   <translation>{name} wird geholt …</translation>
  </message>
  <message>
   <source>Getting {name}</source>
   <translation>{name} wird geholt</translation>
  </message>
  <message>
   <source>{name} is here now.</source>
   <translation>{name} ist jetzt da.</translation>
  </message>
  <message>
   <source>vectors: {names}</source>
   <translation>Vektoren: {names}</translation>
  </message>
  <message>
   <source>is here</source>
   <translation>ist da</translation>
  </message>
  <message>
   <source>not in this bundle</source>
   <translation>nicht in diesem Programmpaket</translation>
  </message>
  <message>
   <source>{key} saves</source>
   <translation>{key} speichert</translation>
  </message>
  <message>
   <source>Note</source>
   <translation>Notiz</translation>
  </message>
  <message>
   <source>Note on {surface}</source>
   <translation>Notiz zu {surface}</translation>
  </message>
  <message>
   <source>Save and accept</source>
   <translation>Speichern und annehmen</translation>
  </message>
  <message>
   <source>Not ticked: it lies in the mark {surface} of the same label.</source>
   <translation>Ohne Häkchen, denn es liegt in der Markierung {surface} mit demselben Label.</translation>
  </message>
  <message>
   <source>All occurrences</source>
   <translation>Alle Vorkommen</translation>
  </message>
  <message>
   <source>Words</source>
   <translation>Wörter</translation>
  </message>
  <message>
   <source>In this article</source>
   <translation>In diesem Artikel</translation>
  </message>
  <message>
   <source>In the whole library</source>
   <translation>In der ganzen Bibliothek</translation>
  </message>
  <message>
   <source>Whole words only</source>
   <translation>Nur ganze Wörter</translation>
  </message>
  <message>
   <source>All</source>
   <translation>Alle</translation>
  </message>
  <message>
   <source>Occurrences</source>
   <translation>Vorkommen</translation>
  </message>
  <message>
   <source>Searching …</source>
   <translation>Suche läuft …</translation>
  </message>
  <message>
   <source>Searching</source>
   <translation>Suche</translation>
  </message>
  <message>
   <source> (the first {count})</source>
   <translation> (die ersten {count})</translation>
  </message>
  <message numerus="yes">
   <source>%n occurrence(s)</source>
   <translation>
    <numerusform>%n Vorkommen</numerusform>
    <numerusform>%n Vorkommen</numerusform>
   </translation>
  </message>
  <message>
   <source>{found}, {done} marked already</source>
   <translation>{found}, {done} schon markiert</translation>
  </message>
  <message>
   <source>{found}, {inside} in a longer mark</source>
   <translation>{found}, {inside} in einer längeren Markierung</translation>
  </message>
  <message numerus="yes">
   <source>Mark %n</source>
   <translation>
    <numerusform>%n markieren</numerusform>
    <numerusform>%n markieren</numerusform>
   </translation>
  </message>
  <message>
   <source>Mark</source>
   <translation>Markieren</translation>
  </message>
  <message>
   <source>These words stand nowhere.</source>
   <translation>Diese Wörter kommen nicht vor.</translation>
  </message>
  <message>
   <source>All but those in a longer mark of the label</source>
   <translation>Alle, außer denen in einer längeren Markierung des Labels</translation>
  </message>
  <message>
   <source>comes with Leuchtstift</source>
   <translation>gehört zu Leuchtstift</translation>
  </message>
  <message>
   <source>installed</source>
   <translation>installiert</translation>
  </message>
  <message>
   <source>trained here</source>
   <translation>hier trainiert</translation>
  </message>
  <message>
   <source>folder that you allowed</source>
   <translation>von Ihnen erlaubter Ordner</translation>
  </message>
  <message>
   <source>word list</source>
   <translation>Wortliste</translation>
  </message>
  <message>
   <source>A pipeline is a program: loading it calls what its configuration names and unpacks what was pickled, with your rights. It could read, change and send your files. Use it only if you know where it comes from.</source>
   <translation>Eine Pipeline ist ein Programm: Beim Laden wird aufgerufen, was ihre Konfiguration nennt, und ausgepackt, was als Pickle gespeichert ist – mit Ihren Rechten. Sie könnte Ihre Dateien lesen, ändern und verschicken. Verwenden Sie sie nur, wenn Sie wissen, woher sie kommt.</translation>
  </message>
  <message>
   <source>Pipelines</source>
   <translation>Pipelines</translation>
  </message>
  <message>
   <source>Where from</source>
   <translation>Herkunft</translation>
  </message>
  <message>
   <source>Add</source>
   <translation>Hinzufügen</translation>
  </message>
  <message>
   <source>Get more pipelines…</source>
   <translation>Weitere Pipelines holen…</translation>
  </message>
  <message>
   <source>Word list (CSV or TXT)…</source>
   <translation>Wortliste (CSV oder TXT)…</translation>
  </message>
  <message>
   <source>Pipeline folder…</source>
   <translation>Pipeline-Ordner…</translation>
  </message>
  <message>
   <source>Downloaded wheel of spaCy…</source>
   <translation>Heruntergeladenes Wheel von spaCy…</translation>
  </message>
  <message>
   <source>Do you trust the pipeline {name}?</source>
   <translation>Vertrauen Sie der Pipeline {name}?</translation>
  </message>
  <message>
   <source>Trust it and add it</source>
   <translation>Vertrauen und hinzufügen</translation>
  </message>
  <message>
   <source>Adding {name}</source>
   <translation>{name} wird hinzugefügt</translation>
  </message>
  <message>
   <source>Add a word list</source>
   <translation>Wortliste hinzufügen</translation>
  </message>
  <message>
   <source>Add a pipeline folder</source>
   <translation>Pipeline-Ordner hinzufügen</translation>
  </message>
  <message>
   <source>Add a downloaded wheel</source>
   <translation>Heruntergeladenes Wheel hinzufügen</translation>
  </message>
  <message>
   <source>got from spaCy</source>
   <translation>von spaCy geholt</translation>
  </message>
  <message>
   <source>In it could run code that is not spaCy's: {names}</source>
   <translation>Darin könnte Code laufen, der nicht von spaCy ist: {names}</translation>
  </message>
  <message>
   <source>Delete the pipeline {name}?</source>
   <translation>Die Pipeline {name} löschen?</translation>
  </message>
  <message>
   <source>What it proposed stays. It can be got again.</source>
   <translation>Was sie vorgeschlagen hat, bleibt. Sie kann wieder geholt werden.</translation>
  </message>
  <message>
   <source>Pipeline for {language}</source>
   <translation>Pipeline für {language}</translation>
  </message>
  <message>
   <source>what the list says</source>
   <translation>was die Liste sagt</translation>
  </message>
  <message>
   <source>is no longer there</source>
   <translation>ist nicht mehr da</translation>
  </message>
  <message>
   <source>Used when you extract</source>
   <translation>Beim Extrahieren verwendet</translation>
  </message>
  <message>
   <source>Pipelines on this computer</source>
   <translation>Pipelines auf diesem Computer</translation>
  </message>
  <message>
   <source>Word lists</source>
   <translation>Wortlisten</translation>
  </message>
  <message>
   <source>All files</source>
   <translation>Alle Dateien</translation>
  </message>
  <message>
   <source>Delete</source>
   <translation>Löschen</translation>
  </message>
  <message>
   <source>none yet: get one below</source>
   <translation>noch keine: unten eine holen</translation>
  </message>
  <message>
   <source>none yet: choose a word list, or get one below</source>
   <translation>noch keine: Wortliste wählen oder unten eine Pipeline holen</translation>
  </message>
  <message>
   <source>Why</source>
   <translation>Warum</translation>
  </message>
  <message>
   <source>by hand</source>
   <translation>von Hand</translation>
  </message>
  <message>
   <source>at work</source>
   <translation>bei der Arbeit</translation>
  </message>
  <message>
   <source>on closing</source>
   <translation>beim Schließen</translation>
  </message>
  <message>
   <source>before an import</source>
   <translation>vor einem Import</translation>
  </message>
  <message>
   <source>before an edit of many articles</source>
   <translation>vor einer Änderung vieler Artikel</translation>
  </message>
  <message>
   <source>before a new program version</source>
   <translation>vor einer neuen Programmversion</translation>
  </message>
  <message>
   <source>before a restore</source>
   <translation>vor einer Rückkehr</translation>
  </message>
  <message>
   <source>Now: {figures}</source>
   <translation>Jetzt: {figures}</translation>
  </message>
  <message>
   <source>Then: {figures}</source>
   <translation>Danach: {figures}</translation>
  </message>
  <message numerus="yes">
   <source>%n mark(s) decided</source>
   <translation>
    <numerusform>%n Markierung entschieden</numerusform>
    <numerusform>%n Markierungen entschieden</numerusform>
   </translation>
  </message>
  <message>
   <source>Restore a backup</source>
   <translation>Sicherung zurückholen</translation>
  </message>
  <message>
   <source>The library as it is now is kept beside the restored one.</source>
   <translation>Die Bibliothek, wie sie jetzt ist, bleibt daneben erhalten.</translation>
  </message>
  <message>
   <source>Backups</source>
   <translation>Sicherungen</translation>
  </message>
  <message>
   <source>last changed {at}</source>
   <translation>zuletzt geändert {at}</translation>
  </message>
  <message>
   <source>Restore</source>
   <translation>Zurückholen</translation>
  </message>
  <message>
   <source>When</source>
   <translation>Wann</translation>
  </message>
  <message>
   <source>Made</source>
   <translation>Anlass</translation>
  </message>
  <message>
   <source>There is no backup of this library yet.</source>
   <translation>Von dieser Bibliothek gibt es noch keine Sicherung.</translation>
  </message>
  <message>
   <source>Settings</source>
   <translation>Einstellungen</translation>
  </message>
  <message>
   <source>As the system</source>
   <translation>Wie das System</translation>
  </message>
  <message>
   <source>pixels</source>
   <translation>Pixel</translation>
  </message>
  <message>
   <source>characters</source>
   <translation>Zeichen</translation>
  </message>
  <message>
   <source>Your name, as files should have it</source>
   <translation>Ihr Name, wie er in Dateien stehen soll</translation>
  </message>
  <message>
   <source>Theme</source>
   <translation>Farben</translation>
  </message>
  <message>
   <source>Reading face</source>
   <translation>Leseschrift</translation>
  </message>
  <message>
   <source>Type size</source>
   <translation>Schriftgröße</translation>
  </message>
  <message>
   <source>Line length</source>
   <translation>Zeilenlänge</translation>
  </message>
  <message>
   <source>Person</source>
   <translation>Person</translation>
  </message>
  <message numerus="yes">
   <source>Going by the scores, about %n of them will be wrong.</source>
   <translation>
    <numerusform>Nach ihren Werten ist etwa %n davon falsch.</numerusform>
    <numerusform>Nach ihren Werten sind etwa %n davon falsch.</numerusform>
   </translation>
  </message>
  <message>
   <source>Going by the scores, hardly any of them is wrong.</source>
   <translation>Nach ihren Werten ist kaum einer davon falsch.</translation>
  </message>
  <message>
   <source>Accept the sure ones</source>
   <translation>Sichere annehmen</translation>
  </message>
  <message>
   <source>Least score</source>
   <translation>Mindestens so sicher</translation>
  </message>
  <message numerus="yes">
   <source>%n of {total} open mark(s)</source>
   <translation>
    <numerusform>%n von {total} offenen Markierungen</numerusform>
    <numerusform>%n von {total} offenen Markierungen</numerusform>
   </translation>
  </message>
  <message>
   <source>Accept proposals that are at least so sure:</source>
   <translation>Vorschläge annehmen, die mindestens so sicher sind:</translation>
  </message>
  <message numerus="yes">
   <source>%n mark(s) without a score stay open.</source>
   <translation>
    <numerusform>%n Markierung ohne Wert bleibt offen.</numerusform>
    <numerusform>%n Markierungen ohne Wert bleiben offen.</numerusform>
   </translation>
  </message>
  <message>
   <source>All marks are accepted already, and the article is reviewed.</source>
   <translation>Alle Markierungen sind schon angenommen, und der Artikel ist geprüft.</translation>
  </message>
  <message>
   <source>Extracting</source>
   <translation>Extraktion läuft</translation>
  </message>
  <message>
   <source>{pipeline} has looked at this already.</source>
   <translation>{pipeline} hat das schon gelesen.</translation>
  </message>
  <message>
   <source>Extract with</source>
   <translation>Extrahieren mit</translation>
  </message>
  <message numerus="yes">
   <source>In %n article(s)</source>
   <translation>
    <numerusform>In %n Artikel</numerusform>
    <numerusform>In %n Artikeln</numerusform>
   </translation>
  </message>
  <message>
   <source>Extraction finished.</source>
   <translation>Extraktion fertig.</translation>
  </message>
  <message>
   <source>Extraction cancelled. What was found before is kept.</source>
   <translation>Extraktion abgebrochen. Was vorher gefunden wurde, bleibt.</translation>
  </message>
  <message>
   <source>Reading only</source>
   <translation>Nur zum Lesen</translation>
  </message>
  <message>
   <source>Undo {step}</source>
   <translation>Rückgängig: {step}</translation>
  </message>
  <message>
   <source>Redo {step}</source>
   <translation>Wiederholen: {step}</translation>
  </message>
  <message>
   <source>Many changes are being stored. This takes a moment.</source>
   <translation>Viele Änderungen werden gespeichert. Das dauert einen Augenblick.</translation>
  </message>
  <message>
   <source>This article is in the trash: it can be read. Put it back to work on it.</source>
   <translation>Dieser Artikel liegt im Papierkorb: Er lässt sich lesen. Holen Sie ihn zurück, um an ihm zu arbeiten.</translation>
  </message>
  <message numerus="yes">
   <source>%n mark(s) selected</source>
   <translation>
    <numerusform>%n Markierung gewählt</numerusform>
    <numerusform>%n Markierungen gewählt</numerusform>
   </translation>
  </message>
  <message>
   <source>Open for reading only: edits cannot be stored.</source>
   <translation>Nur zum Lesen geöffnet: Änderungen können nicht gespeichert werden.</translation>
  </message>
  <message>
   <source>All is saved.</source>
   <translation>Alles ist gespeichert.</translation>
  </message>
  <message>
   <source>Entity</source>
   <translation>Gemeint ist</translation>
  </message>
  <message>
   <source>taken back</source>
   <translation>zurückgenommen</translation>
  </message>
  <message>
   <source>Reading the history</source>
   <translation>Verlauf wird gelesen</translation>
  </message>
  <message>
   <source>Nothing has changed since then.</source>
   <translation>Seitdem hat sich nichts geändert.</translation>
  </message>
  <message>
   <source>Which steps</source>
   <translation>Welche Schritte</translation>
  </message>
  <message>
   <source>Steps, newest first</source>
   <translation>Schritte, neueste zuerst</translation>
  </message>
  <message>
   <source>What the step changed</source>
   <translation>Was der Schritt geändert hat</translation>
  </message>
  <message>
   <source>The library is open for reading only.</source>
   <translation>Die Bibliothek ist nur zum Lesen offen.</translation>
  </message>
  <message>
   <source>Close the history</source>
   <translation>Verlauf schließen</translation>
  </message>
  <message>
   <source>No article is open</source>
   <translation>Kein Artikel ist offen</translation>
  </message>
  <message>
   <source>Choose an article at the left.</source>
   <translation>Wählen Sie links einen Artikel.</translation>
  </message>
  <message>
   <source>Nothing was done yet</source>
   <translation>Noch ist nichts geschehen</translation>
  </message>
  <message>
   <source>Each edit will be listed here, and can be looked at.</source>
   <translation>Jede Bearbeitung steht dann hier und lässt sich ansehen.</translation>
  </message>
  <message>
   <source>Bring this article back to here…</source>
   <translation>Diesen Artikel hierher zurückbringen…</translation>
  </message>
  <message>
   <source>Go back to here…</source>
   <translation>Hierher zurückgehen…</translation>
  </message>
  <message>
   <source>Choose a step to see what it changed.</source>
   <translation>Wählen Sie einen Schritt, um zu sehen, was er geändert hat.</translation>
  </message>
  <message>
   <source>What changed</source>
   <translation>Was sich geändert hat</translation>
  </message>
  <message>
   <source>All steps</source>
   <translation>Alle Schritte</translation>
  </message>
  <message>
   <source>This article</source>
   <translation>Dieser Artikel</translation>
  </message>
  <message>
   <source>This step was taken back. Choose one that still holds.</source>
   <translation>Dieser Schritt wurde zurückgenommen. Wählen Sie einen, der noch gilt.</translation>
  </message>
  <message>
   <source>So it is now.</source>
   <translation>So ist es jetzt.</translation>
  </message>
  <message>
   <source>title</source>
   <translation>Titel</translation>
  </message>
  <message>
   <source>source</source>
   <translation>Quelle</translation>
  </message>
  <message>
   <source>author</source>
   <translation>Autor</translation>
  </message>
  <message>
   <source>place</source>
   <translation>Ort</translation>
  </message>
  <message>
   <source>date</source>
   <translation>Datum</translation>
  </message>
  <message>
   <source>language</source>
   <translation>Sprache</translation>
  </message>
  <message>
   <source>address</source>
   <translation>Adresse</translation>
  </message>
  <message>
   <source>changed</source>
   <translation>geändert</translation>
  </message>
  <message>
   <source>tied: {relation}</source>
   <translation>verbunden: {relation}</translation>
  </message>
  <message>
   <source>information changed</source>
   <translation>Angaben geändert</translation>
  </message>
  <message>
   <source>review taken back</source>
   <translation>Prüfung zurückgenommen</translation>
  </message>
  <message>
   <source>paragraph is {role} now</source>
   <translation>Absatz ist jetzt {role}</translation>
  </message>
  <message>
   <source>labels: {before} → {after}</source>
   <translation>Labels: {before} → {after}</translation>
  </message>
  <message>
   <source>entity {name} added</source>
   <translation>Entität {name} angelegt</translation>
  </message>
  <message>
   <source>entity {name} removed</source>
   <translation>Entität {name} entfernt</translation>
  </message>
  <message numerus="yes">
   <source>{what} in %n article(s)</source>
   <translation>
    <numerusform>{what} in %n Artikel</numerusform>
    <numerusform>{what} in %n Artikeln</numerusform>
   </translation>
  </message>
  <message>
   <source>{label} is a proposal again</source>
   <translation>{label} ist wieder ein Vorschlag</translation>
  </message>
  <message>
   <source>{label} rejected</source>
   <translation>{label} abgelehnt</translation>
  </message>
  <message>
   <source>{label} taken back in</source>
   <translation>{label} wieder aufgenommen</translation>
  </message>
  <message>
   <source>edges moved, was {surface}</source>
   <translation>Ränder verschoben, war {surface}</translation>
  </message>
  <message>
   <source>no longer tied: {relation}</source>
   <translation>nicht mehr verbunden: {relation}</translation>
  </message>
  <message>
   <source>tied to nothing: {relation}</source>
   <translation>mit nichts verbunden: {relation}</translation>
  </message>
  <message>
   <source>{layer} hidden</source>
   <translation>{layer} ausgeblendet</translation>
  </message>
  <message>
   <source>{layer} shown</source>
   <translation>{layer} eingeblendet</translation>
  </message>
  <message numerus="yes">
   <source>%n mark(s)</source>
   <translation>
    <numerusform>%n Markierung</numerusform>
    <numerusform>%n Markierungen</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n review(s)</source>
   <translation>
    <numerusform>%n Prüfung</numerusform>
    <numerusform>%n Prüfungen</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n relation(s)</source>
   <translation>
    <numerusform>%n Beziehung</numerusform>
    <numerusform>%n Beziehungen</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n entity record(s)</source>
   <translation>
    <numerusform>%n Eintrag im Register</numerusform>
    <numerusform>%n Einträge im Register</numerusform>
   </translation>
  </message>
  <message>
   <source>the information</source>
   <translation>die Angaben</translation>
  </message>
  <message>
   <source>the parts of the text</source>
   <translation>die Teile des Textes</translation>
  </message>
  <message numerus="yes">
   <source>%n layer(s)</source>
   <translation>
    <numerusform>%n Ebene</numerusform>
    <numerusform>%n Ebenen</numerusform>
   </translation>
  </message>
  <message>
   <source>the labels</source>
   <translation>die Labels</translation>
  </message>
  <message numerus="yes">
   <source>%n article(s) into the trash</source>
   <translation>
    <numerusform>%n Artikel in den Papierkorb</numerusform>
    <numerusform>%n Artikel in den Papierkorb</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n article(s) taken in</source>
   <translation>
    <numerusform>%n Artikel aufgenommen</numerusform>
    <numerusform>%n Artikel aufgenommen</numerusform>
   </translation>
  </message>
  <message>
   <source>{label} removed</source>
   <translation>{label} entfernt</translation>
  </message>
  <message>
   <source>{label} accepted, note: {note}</source>
   <translation>{label} angenommen, Notiz: {note}</translation>
  </message>
  <message>
   <source>{label} accepted</source>
   <translation>{label} angenommen</translation>
  </message>
  <message>
   <source>{label} marked</source>
   <translation>{label} markiert</translation>
  </message>
  <message>
   <source>note: {note}</source>
   <translation>Notiz: {note}</translation>
  </message>
  <message>
   <source>note removed</source>
   <translation>Notiz entfernt</translation>
  </message>
  <message>
   <source>value: {value}</source>
   <translation>Wert: {value}</translation>
  </message>
  <message>
   <source>value removed</source>
   <translation>Wert entfernt</translation>
  </message>
  <message>
   <source>entity removed</source>
   <translation>Entität weggenommen</translation>
  </message>
  <message>
   <source>entity set</source>
   <translation>Entität gesetzt</translation>
  </message>
  <message>
   <source>moved to the trash</source>
   <translation>in den Papierkorb gelegt</translation>
  </message>
  <message>
   <source>taken in</source>
   <translation>aufgenommen</translation>
  </message>
  <message>
   <source>{field}: {before} → {after}</source>
   <translation>{field}: {before} → {after}</translation>
  </message>
  <message>
   <source>body</source>
   <translation>Fließtext</translation>
  </message>
  <message>
   <source>language:en</source>
   <translation>language:de</translation>
  </message>
  <message numerus="yes">
   <source>and %n more</source>
   <translation>
    <numerusform>und %n weitere</numerusform>
    <numerusform>und %n weitere</numerusform>
   </translation>
  </message>
  <message>
   <source>{surface}, {label}, accepted</source>
   <translation>{surface}, {label}, angenommen</translation>
  </message>
  <message>
   <source>{surface}, {label}, proposed</source>
   <translation>{surface}, {label}, vorgeschlagen</translation>
  </message>
  <message>
   <source>{origin} · {score} sure</source>
   <translation>{origin} · {score} sicher</translation>
  </message>
  <message>
   <source>{decided} of {all} decided</source>
   <translation>{decided} von {all} entschieden</translation>
  </message>
  <message>
   <source>Click on a mark, or press Tab in the text, to see what is known of it.</source>
   <translation>Klicken Sie auf eine Markierung, oder drücken Sie im Text die Tabulatortaste: Dann steht hier, was über sie bekannt ist.</translation>
  </message>
  <message>
   <source>Marks in this article</source>
   <translation>Markierungen</translation>
  </message>
  <message>
   <source>characters {start} – {end}</source>
   <translation>Zeichen {start} – {end}</translation>
  </message>
  <message>
   <source>not yet</source>
   <translation>noch nicht</translation>
  </message>
  <message>
   <source>by you, {time}</source>
   <translation>von Ihnen, {time}</translation>
  </message>
  <message>
   <source>by you</source>
   <translation>von Ihnen</translation>
  </message>
  <message>
   <source>Let the program propose some, or select words and press a label key.</source>
   <translation>Lassen Sie das Programm welche vorschlagen, oder wählen Sie Wörter und drücken Sie eine Label-Taste.</translation>
  </message>
  <message>
   <source>Accepted</source>
   <translation>Angenommen</translation>
  </message>
  <message>
   <source>Proposed</source>
   <translation>Vorschlag</translation>
  </message>
  <message>
   <source>Stands</source>
   <translation>Stelle</translation>
  </message>
  <message>
   <source>Value</source>
   <translation>Wert</translation>
  </message>
  <message>
   <source>No marks yet</source>
   <translation>Noch keine Markierungen</translation>
  </message>
  <message>
   <source>Extract</source>
   <translation>Extrahieren</translation>
  </message>
  <message>
   <source>Selected mark</source>
   <translation>Gewählte Markierung</translation>
  </message>
  <message>
   <source>No marks</source>
   <translation>Keine Markierungen</translation>
  </message>
  <message>
   <source>A accepts, X rejects, a label key relabels all of them. Esc lets go.</source>
   <translation>A nimmt alle an, X lehnt alle ab, eine Label-Taste gibt allen das Label. Esc lässt sie los.</translation>
  </message>
  <message>
   <source>{decided} accepted, {proposed} proposed</source>
   <translation>{decided} angenommen, {proposed} vorgeschlagen</translation>
  </message>
  <message>
   <source>key {key}</source>
   <translation>Taste {key}</translation>
  </message>
  <message>
   <source>no key</source>
   <translation>keine Taste</translation>
  </message>
  <message>
   <source>Label {title}, {key}</source>
   <translation>Label {title}, {key}</translation>
  </message>
  <message>
   <source>All labels (L)</source>
   <translation>Alle Labels (L)</translation>
  </message>
  <message numerus="yes">
   <source>%n more label(s)</source>
   <translation>
    <numerusform>%n weiteres Label</numerusform>
    <numerusform>%n weitere Labels</numerusform>
   </translation>
  </message>
  <message>
   <source>Type a label</source>
   <translation>Label eintippen</translation>
  </message>
  <message>
   <source>German</source>
   <translation>Deutsch</translation>
  </message>
  <message>
   <source>English</source>
   <translation>Englisch</translation>
  </message>
  <message>
   <source>French</source>
   <translation>Französisch</translation>
  </message>
  <message>
   <source>Italian</source>
   <translation>Italienisch</translation>
  </message>
  <message>
   <source>Spanish</source>
   <translation>Spanisch</translation>
  </message>
  <message>
   <source>Dutch</source>
   <translation>Niederländisch</translation>
  </message>
  <message>
   <source>Portuguese</source>
   <translation>Portugiesisch</translation>
  </message>
  <message>
   <source>Polish</source>
   <translation>Polnisch</translation>
  </message>
  <message>
   <source>Swedish</source>
   <translation>Schwedisch</translation>
  </message>
  <message>
   <source>Danish</source>
   <translation>Dänisch</translation>
  </message>
  <message>
   <source>Norwegian</source>
   <translation>Norwegisch</translation>
  </message>
  <message>
   <source>Finnish</source>
   <translation>Finnisch</translation>
  </message>
  <message>
   <source>Czech</source>
   <translation>Tschechisch</translation>
  </message>
  <message>
   <source>Slovak</source>
   <translation>Slowakisch</translation>
  </message>
  <message>
   <source>Hungarian</source>
   <translation>Ungarisch</translation>
  </message>
  <message>
   <source>Romanian</source>
   <translation>Rumänisch</translation>
  </message>
  <message>
   <source>Croatian</source>
   <translation>Kroatisch</translation>
  </message>
  <message>
   <source>Turkish</source>
   <translation>Türkisch</translation>
  </message>
  <message>
   <source>Russian</source>
   <translation>Russisch</translation>
  </message>
  <message>
   <source>Ukrainian</source>
   <translation>Ukrainisch</translation>
  </message>
  <message>
   <source>Bulgarian</source>
   <translation>Bulgarisch</translation>
  </message>
  <message>
   <source>Greek</source>
   <translation>Griechisch</translation>
  </message>
  <message>
   <source>Arabic</source>
   <translation>Arabisch</translation>
  </message>
  <message>
   <source>Hebrew</source>
   <translation>Hebräisch</translation>
  </message>
  <message>
   <source>any language</source>
   <translation>jede Sprache</translation>
  </message>
  <message>
   <source>The library as it was is kept: {path}</source>
   <translation>Die Bibliothek, wie sie war, ist aufgehoben: {path}</translation>
  </message>
  <message>
   <source>There is no library at {path}.</source>
   <translation>Es gibt keine Bibliothek {path}.</translation>
  </message>
  <message>
   <source>Is the name right? A new, empty library can be made there.</source>
   <translation>Stimmt der Name? Dort lässt sich eine neue, leere Bibliothek anlegen.</translation>
  </message>
  <message>
   <source>Make a new library</source>
   <translation>Neue Bibliothek anlegen</translation>
  </message>
  <message>
   <source>New library</source>
   <translation>Neue Bibliothek</translation>
  </message>
  <message>
   <source>Open library</source>
   <translation>Bibliothek öffnen</translation>
  </message>
  <message>
   <source>Copy library</source>
   <translation>Bibliothek kopieren</translation>
  </message>
  <message>
   <source>Copying</source>
   <translation>Kopieren</translation>
  </message>
  <message>
   <source>There is a backup: {at}. Shall it take the library's place? The file as it is now is kept.</source>
   <translation>Es gibt eine Sicherung: {at}. Soll sie an die Stelle der Bibliothek treten? Die Datei, wie sie jetzt ist, wird aufgehoben.</translation>
  </message>
  <message>
   <source>Restore and open</source>
   <translation>Zurückholen und öffnen</translation>
  </message>
  <message>
   <source>The damaged file stays as it is.</source>
   <translation>Die beschädigte Datei bleibt, wie sie ist.</translation>
  </message>
  <message>
   <source>Save what can be read…</source>
   <translation>Lesbares retten…</translation>
  </message>
  <message>
   <source>The backup is restored.</source>
   <translation>Die Sicherung ist zurückgeholt.</translation>
  </message>
  <message>
   <source>Recent libraries</source>
   <translation>Zuletzt geöffnet</translation>
  </message>
  <message>
   <source>Open another one…</source>
   <translation>Eine andere öffnen…</translation>
  </message>
  <message>
   <source>{name} (copy)</source>
   <translation>{name} (Kopie)</translation>
  </message>
  <message>
   <source>You can also work in a copy of it.</source>
   <translation>Sie können auch in einer Kopie arbeiten.</translation>
  </message>
  <message>
   <source>Open for reading</source>
   <translation>Zum Lesen öffnen</translation>
  </message>
  <message>
   <source>Open a copy…</source>
   <translation>Eine Kopie öffnen…</translation>
  </message>
  <message>
   <source>None yet</source>
   <translation>Noch keine</translation>
  </message>
  <message>
   <source>Untitled</source>
   <translation>Ohne Titel</translation>
  </message>
  <message>
   <source>skipped</source>
   <translation>übersprungen</translation>
  </message>
  <message>
   <source>In the order added</source>
   <translation>In der Reihenfolge der Aufnahme</translation>
  </message>
  <message>
   <source>By title</source>
   <translation>Nach Titel</translation>
  </message>
  <message>
   <source>By source</source>
   <translation>Nach Quelle</translation>
  </message>
  <message>
   <source>By date</source>
   <translation>Nach Datum</translation>
  </message>
  <message>
   <source>By number of marks</source>
   <translation>Nach Zahl der Markierungen</translation>
  </message>
  <message>
   <source>Trash</source>
   <translation>Papierkorb</translation>
  </message>
  <message>
   <source>{title}, {source}, {date}, {state}, {decided} of {marks} decided</source>
   <translation>{title}, {source}, {date}, {state}, {decided} von {marks} entschieden</translation>
  </message>
  <message>
   <source>Which articles are listed</source>
   <translation>Welche Artikel die Liste zeigt</translation>
  </message>
  <message>
   <source>Found in the trash</source>
   <translation>Im Papierkorb gefunden</translation>
  </message>
  <message>
   <source>Found</source>
   <translation>Gefunden</translation>
  </message>
  <message>
   <source>{shown} of more than {all}</source>
   <translation>{shown} von mehr als {all}</translation>
  </message>
  <message>
   <source>Nothing found</source>
   <translation>Nichts gefunden</translation>
  </message>
  <message>
   <source>No article is in this state.</source>
   <translation>Kein Artikel ist in diesem Zustand.</translation>
  </message>
  <message>
   <source>No article has these words.</source>
   <translation>Kein Artikel enthält diese Wörter.</translation>
  </message>
  <message>
   <source>Show all articles</source>
   <translation>Alle Artikel zeigen</translation>
  </message>
  <message>
   <source>{shown} best of {all}</source>
   <translation>die besten {shown} von {all}</translation>
  </message>
  <message>
   <source>The trash is empty</source>
   <translation>Der Papierkorb ist leer</translation>
  </message>
  <message>
   <source>What you move there can be looked at and put back.</source>
   <translation>Was Sie dorthin legen, lässt sich ansehen und zurückholen.</translation>
  </message>
  <message>
   <source>No articles yet</source>
   <translation>Noch keine Artikel</translation>
  </message>
  <message>
   <source>What is {surface} to it?</source>
   <translation>Was ist {surface} dazu?</translation>
  </message>
  <message>
   <source>Who or what is it?</source>
   <translation>Wer oder was ist gemeint?</translation>
  </message>
  <message>
   <source>Not: {relation} {surface}</source>
   <translation>Nicht: {relation} {surface}</translation>
  </message>
  <message>
   <source>What is {surface} to it? Type a name for that</source>
   <translation>Was ist {surface} dazu? Tippen Sie einen Namen dafür</translation>
  </message>
  <message>
   <source>Relation</source>
   <translation>Beziehung</translation>
  </message>
  <message>
   <source>To which mark?</source>
   <translation>Zu welcher Markierung?</translation>
  </message>
  <message>
   <source>The label set has no label QUOTE; add it to mark quotations.</source>
   <translation>Der Labelsatz hat kein Label QUOTE; legen Sie es an, um Zitate zu markieren.</translation>
  </message>
  <message>
   <source>Who says it?</source>
   <translation>Wer sagt das?</translation>
  </message>
  <message>
   <source>What does {surface} say?</source>
   <translation>Was sagt {surface}?</translation>
  </message>
  <message>
   <source>Quotation and its speaker</source>
   <translation>Zitat und Sprecher</translation>
  </message>
  <message>
   <source>Select a quotation, who speaks, or the words of a new one.</source>
   <translation>Wählen Sie ein Zitat, wer spricht, oder die Worte eines neuen Zitats.</translation>
  </message>
  <message>
   <source>new</source>
   <translation>neu</translation>
  </message>
  <message>
   <source>Nobody and nothing in particular</source>
   <translation>Niemand und nichts Bestimmtes</translation>
  </message>
  <message>
   <source>Open one, or make a new one, from the file menu.</source>
   <translation>Öffnen Sie eine im Menü „Datei“, oder legen Sie eine neue an.</translation>
  </message>
  <message>
   <source>No library is open</source>
   <translation>Keine Bibliothek ist offen</translation>
  </message>
  <message>
   <source>Bring in text, web pages or JSONL: drop files here, or choose them. Nothing leaves this computer.</source>
   <translation>Nehmen Sie Texte, Webseiten oder JSONL auf: Dateien hierher ziehen oder auswählen. Nichts verlässt diesen Rechner.</translation>
  </message>
  <message>
   <source>Nothing is open</source>
   <translation>Nichts ist offen</translation>
  </message>
  <message>
   <source>An empty library</source>
   <translation>Eine leere Bibliothek</translation>
  </message>
  <message>
   <source>Leuchtstift</source>
   <translation>Leuchtstift</translation>
  </message>
  <message numerus="yes">
   <source>%n hour(s) left</source>
   <translation>
    <numerusform>noch %n Stunde</numerusform>
    <numerusform>noch %n Stunden</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n second(s) left</source>
   <translation>
    <numerusform>noch %n Sekunde</numerusform>
    <numerusform>noch %n Sekunden</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n minute(s) left</source>
   <translation>
    <numerusform>noch %n Minute</numerusform>
    <numerusform>noch %n Minuten</numerusform>
   </translation>
  </message>
  <message>
   <source>Marked article as PDF</source>
   <translation>Markierter Artikel als PDF</translation>
  </message>
  <message>
   <source>Marked article as web page</source>
   <translation>Markierter Artikel als Webseite</translation>
  </message>
  <message>
   <source>Web page</source>
   <translation>Webseite</translation>
  </message>
  <message>
   <source>Written: {path}</source>
   <translation>Geschrieben: {path}</translation>
  </message>
  <message>
   <source>Sent to the printer.</source>
   <translation>An den Drucker geschickt.</translation>
  </message>
  <message>
   <source>Setting the pages…</source>
   <translation>Die Seiten werden gesetzt…</translation>
  </message>
  <message>
   <source>Cancelled.</source>
   <translation>Abgebrochen.</translation>
  </message>
  <message>
   <source>State</source>
   <translation>Zustand</translation>
  </message>
  <message>
   <source>Proposed by</source>
   <translation>Vorgeschlagen von</translation>
  </message>
  <message>
   <source>Sure</source>
   <translation>Sicher</translation>
  </message>
  <message>
   <source>{number} of {count}</source>
   <translation>{number} von {count}</translation>
  </message>
  <message>
   <source>Previous hit</source>
   <translation>Voriger Treffer</translation>
  </message>
  <message>
   <source>Next hit</source>
   <translation>Nächster Treffer</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message numerus="yes">
   <source>%n hit(s)</source>
   <translation>
    <numerusform>%n Treffer</numerusform>
    <numerusform>%n Treffer</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n line(s) of boilerplate</source>
   <translation>
    <numerusform>%n Zeile Beiwerk</numerusform>
    <numerusform>%n Zeilen Beiwerk</numerusform>
   </translation>
  </message>
  <message>
   <source>Select all</source>
   <translation>Alles auswählen</translation>
  </message>
  <message>
   <source>This paragraph is</source>
   <translation>Dieser Absatz ist</translation>
  </message>
  <message>
   <source>Show the boilerplate</source>
   <translation>Beiwerk zeigen</translation>
  </message>
  <message>
   <source>Fold the boilerplate</source>
   <translation>Beiwerk einklappen</translation>
  </message>
  <message>
   <source>Place in the article</source>
   <translation>Stelle im Artikel</translation>
  </message>
  <message>
   <source>{page} of {count}</source>
   <translation>{page} von {count}</translation>
  </message>
  <message>
   <source>Text of the article</source>
   <translation>Text des Artikels</translation>
  </message>
  <message numerus="yes">
   <source>%n line(s) of boilerplate folded</source>
   <translation>
    <numerusform>%n Zeile Beiwerk eingeklappt</numerusform>
    <numerusform>%n Zeilen Beiwerk eingeklappt</numerusform>
   </translation>
  </message>
  <message>
   <source>Save what can be read</source>
   <translation>Lesbares retten</translation>
  </message>
  <message>
   <source>Saving what can be read</source>
   <translation>Lesbares wird gerettet</translation>
  </message>
  <message>
   <source>{name} (saved)</source>
   <translation>{name} (gerettet)</translation>
  </message>
  <message>
   <source>What could be read is saved in {path}.</source>
   <translation>Was lesbar war, ist gerettet in {path}.</translation>
  </message>
  <message>
   <source>Nothing is lost.</source>
   <translation>Nichts ist verloren.</translation>
  </message>
  <message>
   <source>Backing up</source>
   <translation>Sicherung läuft</translation>
  </message>
  <message>
   <source>Backed up.</source>
   <translation>Gesichert.</translation>
  </message>
  <message>
   <source>Nothing has changed since the last backup.</source>
   <translation>Seit der letzten Sicherung hat sich nichts geändert.</translation>
  </message>
  <message>
   <source>Checking</source>
   <translation>Prüfen</translation>
  </message>
  <message>
   <source>Hit {number} of {count}.   {key} goes to the next</source>
   <translation>Treffer {number} von {count}.   {key} geht zum nächsten</translation>
  </message>
  <message numerus="yes">
   <source>Found here at %n place(s).   {key} goes to the next</source>
   <translation>
    <numerusform>Hier an %n Stelle gefunden.   {key} geht zur nächsten</numerusform>
    <numerusform>Hier an %n Stellen gefunden.   {key} geht zur nächsten</numerusform>
   </translation>
  </message>
  <message>
   <source>Save report…</source>
   <translation>Bericht speichern…</translation>
  </message>
  <message>
   <source>Save the report</source>
   <translation>Bericht speichern</translation>
  </message>
  <message>
   <source>“{title}” is not in this library: import the gold file to see it.</source>
   <translation>„{title}“ ist nicht in dieser Bibliothek: Importieren Sie die Golddatei, um es zu sehen.</translation>
  </message>
  <message>
   <source>missed</source>
   <translation>übersehen</translation>
  </message>
  <message>
   <source>not wanted</source>
   <translation>nicht gewollt</translation>
  </message>
  <message>
   <source>other range</source>
   <translation>anderer Bereich</translation>
  </message>
  <message>
   <source>other label</source>
   <translation>anderes Label</translation>
  </message>
  <message>
   <source>other label and range</source>
   <translation>anderes Label und anderer Bereich</translation>
  </message>
  <message>
   <source>only {layer}</source>
   <translation>nur {layer}</translation>
  </message>
  <message>
   <source>wanted</source>
   <translation>gewollt</translation>
  </message>
  <message>
   <source>found</source>
   <translation>gefunden</translation>
  </message>
  <message>
   <source>A mark of the right label with other bounds stands in the diagonal too.</source>
   <translation>Eine Markierung mit richtigem Label und anderen Grenzen steht auch in der Diagonale.</translation>
  </message>
  <message>
   <source>F1 {share}</source>
   <translation>F1 {share}</translation>
  </message>
  <message>
   <source>Result of</source>
   <translation>Ergebnis von</translation>
  </message>
  <message>
   <source>Scores by label</source>
   <translation>Werte nach Label</translation>
  </message>
  <message>
   <source>Scores by zone</source>
   <translation>Werte nach Zone</translation>
  </message>
  <message>
   <source>Scores by relation</source>
   <translation>Werte nach Beziehung</translation>
  </message>
  <message>
   <source>Values</source>
   <translation>Normwerte</translation>
  </message>
  <message>
   <source>Confusion</source>
   <translation>Verwechslung</translation>
  </message>
  <message>
   <source>Errors</source>
   <translation>Fehler</translation>
  </message>
  <message>
   <source>Which errors</source>
   <translation>Welche Fehler</translation>
  </message>
  <message>
   <source>Differences</source>
   <translation>Unterschiede</translation>
  </message>
  <message>
   <source>95 %: {low} to {high}</source>
   <translation>95 %: {low} bis {high}</translation>
  </message>
  <message>
   <source>kappa {value}</source>
   <translation>Kappa {value}</translation>
  </message>
  <message>
   <source>F1 of its labels {share}</source>
   <translation>F1 der eigenen Label {share}</translation>
  </message>
  <message>
   <source>cannot give {labels}</source>
   <translation>kennt nicht: {labels}</translation>
  </message>
  <message>
   <source>All {count}</source>
   <translation>Alle {count}</translation>
  </message>
  <message>
   <source>Choose a line to see it in the reader.</source>
   <translation>Wählen Sie eine Zeile, um die Stelle im Text zu sehen.</translation>
  </message>
  <message>
   <source>By label</source>
   <translation>Nach Label</translation>
  </message>
  <message>
   <source>By zone</source>
   <translation>Nach Zone</translation>
  </message>
  <message>
   <source>Relations</source>
   <translation>Beziehungen</translation>
  </message>
  <message>
   <source>How good is a pipeline?</source>
   <translation>Wie gut ist eine Pipeline?</translation>
  </message>
  <message>
   <source>Choose gold and one or more pipelines: each reads the articles anew and is compared with the gold.</source>
   <translation>Wählen Sie Gold und eine oder mehrere Pipelines: Jede liest die Artikel neu und wird mit dem Gold verglichen.</translation>
  </message>
  <message>
   <source>Scores</source>
   <translation>Bewertung</translation>
  </message>
  <message>
   <source>Score</source>
   <translation>Bewerten</translation>
  </message>
  <message>
   <source>Gold</source>
   <translation>Gold</translation>
  </message>
  <message numerus="yes">
   <source>%n reviewed article(s) of this library</source>
   <translation>
    <numerusform>%n geprüfter Artikel dieser Bibliothek</numerusform>
    <numerusform>%n geprüfte Artikel dieser Bibliothek</numerusform>
   </translation>
  </message>
  <message>
   <source>A file…</source>
   <translation>Eine Datei…</translation>
  </message>
  <message>
   <source>Scoring</source>
   <translation>Bewertung läuft</translation>
  </message>
  <message>
   <source>No article is reviewed yet: review some, or choose a file of gold.</source>
   <translation>Noch ist kein Artikel geprüft: Prüfen Sie einige, oder wählen Sie eine Golddatei.</translation>
  </message>
  <message>
   <source>nothing</source>
   <translation>nichts</translation>
  </message>
  <message>
   <source>F1</source>
   <translation>F1</translation>
  </message>
  <message>
   <source>95 %</source>
   <translation>95 %</translation>
  </message>
  <message>
   <source>F1, partial</source>
   <translation>F1, teilweise</translation>
  </message>
  <message>
   <source>Precision</source>
   <translation>Precision</translation>
  </message>
  <message>
   <source>Recall</source>
   <translation>Recall</translation>
  </message>
  <message>
   <source>right</source>
   <translation>richtig</translation>
  </message>
  <message>
   <source>all</source>
   <translation>alle</translation>
  </message>
  <message>
   <source>Kappa</source>
   <translation>Kappa</translation>
  </message>
  <message>
   <source>Zone</source>
   <translation>Zone</translation>
  </message>
  <message>
   <source>same value</source>
   <translation>gleicher Wert</translation>
  </message>
  <message>
   <source>of</source>
   <translation>von</translation>
  </message>
  <message>
   <source>both</source>
   <translation>beide</translation>
  </message>
  <message>
   <source>only first</source>
   <translation>nur erste</translation>
  </message>
  <message>
   <source>only second</source>
   <translation>nur zweite</translation>
  </message>
  <message>
   <source>its labels</source>
   <translation>eigene Label</translation>
  </message>
  <message>
   <source>accept</source>
   <translation>annehmen</translation>
  </message>
  <message>
   <source>reject</source>
   <translation>ablehnen</translation>
  </message>
  <message>
   <source>next undecided</source>
   <translation>nächste offene</translation>
  </message>
  <message>
   <source>all occurrences</source>
   <translation>alle Vorkommen</translation>
  </message>
  <message>
   <source>keys</source>
   <translation>Tasten</translation>
  </message>
  <message>
   <source>Saved.   Undone: {step}   {key} does it again</source>
   <translation>Gespeichert.   Rückgängig: {step}   {key} wiederholt es</translation>
  </message>
  <message>
   <source>Saved.   {step}   {key} takes it back</source>
   <translation>Gespeichert.   {step}   {key} nimmt es zurück</translation>
  </message>
  <message>
   <source>last step</source>
   <translation>letzter Schritt</translation>
  </message>
  <message>
   <source>Changed</source>
   <translation>Geändert</translation>
  </message>
  <message>
   <source>take back the review</source>
   <translation>Prüfung zurücknehmen</translation>
  </message>
  <message>
   <source>Took back the review</source>
   <translation>Prüfung zurückgenommen</translation>
  </message>
  <message numerus="yes">
   <source>accept %n mark(s)</source>
   <translation>
    <numerusform>%n Markierung annehmen</numerusform>
    <numerusform>%n Markierungen annehmen</numerusform>
   </translation>
  </message>
  <message>
   <source>mark {surface} as {label}</source>
   <translation>{surface} als {label} markieren</translation>
  </message>
  <message>
   <source>Marked {surface} as {label}</source>
   <translation>{surface} als {label} markiert</translation>
  </message>
  <message>
   <source>accept {surface}</source>
   <translation>{surface} annehmen</translation>
  </message>
  <message>
   <source>Accepted {surface}</source>
   <translation>{surface} angenommen</translation>
  </message>
  <message>
   <source>reject {surface}</source>
   <translation>{surface} ablehnen</translation>
  </message>
  <message>
   <source>Rejected {surface}</source>
   <translation>{surface} abgelehnt</translation>
  </message>
  <message>
   <source>remove {surface}</source>
   <translation>{surface} entfernen</translation>
  </message>
  <message>
   <source>Removed {surface}</source>
   <translation>{surface} entfernt</translation>
  </message>
  <message>
   <source>relabel {surface} {before} → {after}</source>
   <translation>Label von {surface} ändern {before} → {after}</translation>
  </message>
  <message>
   <source>Relabelled {surface} {before} → {after}</source>
   <translation>Label von {surface} geändert {before} → {after}</translation>
  </message>
  <message>
   <source>move the edge of {before} → {surface}</source>
   <translation>Rand verschieben {before} → {surface}</translation>
  </message>
  <message>
   <source>Moved the edge of {before} → {surface}</source>
   <translation>Rand verschoben {before} → {surface}</translation>
  </message>
  <message>
   <source>note on {surface}</source>
   <translation>Notiz zu {surface}</translation>
  </message>
  <message>
   <source>Noted on {surface}</source>
   <translation>Notiz zu {surface} geschrieben</translation>
  </message>
  <message>
   <source>entity of {surface}</source>
   <translation>wer {surface} ist</translation>
  </message>
  <message>
   <source>Set the entity of {surface}: {name}</source>
   <translation>{surface} meint jetzt: {name}</translation>
  </message>
  <message>
   <source>relation {surface} – {other}</source>
   <translation>Beziehung {surface} – {other}</translation>
  </message>
  <message>
   <source>Tied {surface} to {other}</source>
   <translation>{surface} mit {other} verbunden</translation>
  </message>
  <message>
   <source>no relation {surface} – {other}</source>
   <translation>keine Beziehung {surface} – {other}</translation>
  </message>
  <message>
   <source>Took {surface} and {other} apart</source>
   <translation>{surface} und {other} getrennt</translation>
  </message>
  <message>
   <source>value of {surface}</source>
   <translation>Wert von {surface}</translation>
  </message>
  <message>
   <source>Set the value of {surface}</source>
   <translation>Wert von {surface} gesetzt</translation>
  </message>
  <message>
   <source>paragraph as {role}</source>
   <translation>Absatz als {role}</translation>
  </message>
  <message>
   <source>Set the paragraph as {role}</source>
   <translation>Absatz ist jetzt {role}</translation>
  </message>
  <message>
   <source>information of {title}</source>
   <translation>Angaben zu {title}</translation>
  </message>
  <message>
   <source>Changed the information of {title}</source>
   <translation>Angaben zu {title} geändert</translation>
  </message>
  <message>
   <source>label set {name}</source>
   <translation>Labelsatz {name}</translation>
  </message>
  <message>
   <source>Changed the label set {name}</source>
   <translation>Labelsatz {name} geändert</translation>
  </message>
  <message>
   <source>rename label {before} → {after}</source>
   <translation>Label umbenennen {before} → {after}</translation>
  </message>
  <message>
   <source>Renamed the label {before} → {after}</source>
   <translation>Label umbenannt {before} → {after}</translation>
  </message>
  <message>
   <source>hide layer {layer}</source>
   <translation>Ebene {layer} ausblenden</translation>
  </message>
  <message>
   <source>Hid the layer {layer}</source>
   <translation>Ebene {layer} ausgeblendet</translation>
  </message>
  <message>
   <source>show layer {layer}</source>
   <translation>Ebene {layer} einblenden</translation>
  </message>
  <message>
   <source>Showed the layer {layer}</source>
   <translation>Ebene {layer} eingeblendet</translation>
  </message>
  <message>
   <source>trash {title}</source>
   <translation>{title} in den Papierkorb</translation>
  </message>
  <message>
   <source>Moved {title} to the trash</source>
   <translation>{title} ist im Papierkorb</translation>
  </message>
  <message>
   <source>restore {title}</source>
   <translation>{title} zurückholen</translation>
  </message>
  <message>
   <source>Restored {title}</source>
   <translation>{title} zurückgeholt</translation>
  </message>
  <message>
   <source>mark as reviewed</source>
   <translation>geprüft</translation>
  </message>
  <message>
   <source>Marked as reviewed</source>
   <translation>Als geprüft vermerkt</translation>
  </message>
  <message>
   <source>skip</source>
   <translation>überspringen</translation>
  </message>
  <message>
   <source>Skipped</source>
   <translation>Übersprungen</translation>
  </message>
  <message numerus="yes">
   <source>import of %n article(s)</source>
   <translation>
    <numerusform>Import von %n Artikel</numerusform>
    <numerusform>Import von %n Artikeln</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{done}; %n reviewed article(s) to be read again</source>
   <translation>
    <numerusform>{done}; %n geprüfter Artikel ist erneut zu lesen</numerusform>
    <numerusform>{done}; %n geprüfte Artikel sind erneut zu lesen</numerusform>
   </translation>
  </message>
  <message>
   <source>Went back to {at}</source>
   <translation>Zurückgegangen auf {at}</translation>
  </message>
  <message>
   <source>going back to {at}</source>
   <translation>Zurückgehen auf {at}</translation>
  </message>
  <message numerus="yes">
   <source>Accepted %n mark(s)</source>
   <translation>
    <numerusform>%n Markierung angenommen</numerusform>
    <numerusform>%n Markierungen angenommen</numerusform>
   </translation>
  </message>
  <message>
   <source>{name} and mark as reviewed</source>
   <translation>{name}, Artikel geprüft</translation>
  </message>
  <message numerus="yes">
   <source>Imported %n article(s)</source>
   <translation>
    <numerusform>%n Artikel importiert</numerusform>
    <numerusform>%n Artikel importiert</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Marked as reviewed; %n undecided mark(s) will not be gold</source>
   <translation>
    <numerusform>Als geprüft markiert; %n unentschiedene Markierung gehört nicht zum Gold</numerusform>
    <numerusform>Als geprüft markiert; %n unentschiedene Markierungen gehören nicht zum Gold</numerusform>
   </translation>
  </message>
  <message>
   <source>Went back to the start</source>
   <translation>Zum Anfang zurückgegangen</translation>
  </message>
  <message>
   <source>going back to the start</source>
   <translation>Zurückgehen zum Anfang</translation>
  </message>
  <message>
   <source>{done}, reviewed</source>
   <translation>{done}, Artikel geprüft</translation>
  </message>
  <message numerus="yes">
   <source>move %n article(s)</source>
   <translation>
    <numerusform>%n Artikel verschieben</numerusform>
    <numerusform>%n Artikel verschieben</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Moved %n article(s)</source>
   <translation>
    <numerusform>%n Artikel verschoben</numerusform>
    <numerusform>%n Artikel verschoben</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>relabel %n mark(s)</source>
   <translation>
    <numerusform>Label von %n Markierung ändern</numerusform>
    <numerusform>Label von %n Markierungen ändern</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Relabelled %n mark(s)</source>
   <translation>
    <numerusform>Label von %n Markierung geändert</numerusform>
    <numerusform>Label von %n Markierungen geändert</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>mark %n occurrence(s)</source>
   <translation>
    <numerusform>%n Vorkommen markieren</numerusform>
    <numerusform>%n Vorkommen markieren</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Marked %n occurrence(s)</source>
   <translation>
    <numerusform>%n Vorkommen markiert</numerusform>
    <numerusform>%n Vorkommen markiert</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>remove %n mark(s)</source>
   <translation>
    <numerusform>%n Markierung entfernen</numerusform>
    <numerusform>%n Markierungen entfernen</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Removed %n mark(s)</source>
   <translation>
    <numerusform>%n Markierung entfernt</numerusform>
    <numerusform>%n Markierungen entfernt</numerusform>
   </translation>
  </message>
  <message>
   <source>Exported {articles} with {marks}.</source>
   <translation>{articles} mit {marks} exportiert.</translation>
  </message>
  <message>
   <source>The file was read back and compared: {path}</source>
   <translation>Die Datei wurde zurückgelesen und verglichen: {path}</translation>
  </message>
  <message>
   <source>Import files</source>
   <translation>Dateien importieren</translation>
  </message>
  <message>
   <source>Import folder</source>
   <translation>Ordner importieren</translation>
  </message>
  <message>
   <source>Importing</source>
   <translation>Import läuft</translation>
  </message>
  <message>
   <source>Exporting</source>
   <translation>Export läuft</translation>
  </message>
  <message>
   <source>Search the library    Ctrl+Shift+F</source>
   <translation>Suchen    Strg+Umschalt+F</translation>
  </message>
  <message>
   <source>Words in any order, the last may be a beginning. In “quotation marks”: side by side, in that order.</source>
   <translation>Wörter in beliebiger Folge, das letzte auch als Anfang. In „Anführungszeichen“: nebeneinander, in dieser Folge.</translation>
  </message>
  <message>
   <source>Bringing the library up to date</source>
   <translation>Die Bibliothek wird auf den neuen Stand gebracht</translation>
  </message>
  <message>
   <source>Open for editing</source>
   <translation>Zum Bearbeiten öffnen</translation>
  </message>
  <message>
   <source>The library is being brought up to date. It can be read meanwhile, and edited then.</source>
   <translation>Die Bibliothek wird auf den neuesten Stand gebracht. Bis dahin ist sie zum Lesen da, danach zum Bearbeiten.</translation>
  </message>
  <message>
   <source>This file cannot be written. To edit, open a copy of it in a folder of your own.</source>
   <translation>In diese Datei kann nicht geschrieben werden. Zum Bearbeiten eine Kopie in einem eigenen Ordner öffnen.</translation>
  </message>
  <message>
   <source>Another window has this library; what it stores is shown here. To edit here, close it there.</source>
   <translation>Ein anderes Fenster hat diese Bibliothek; was es speichert, ist hier zu sehen. Zum Bearbeiten sie dort erst schließen.</translation>
  </message>
  <message>
   <source>This library was opened for reading only: nothing can be edited here.</source>
   <translation>Diese Bibliothek ist nur zum Lesen geöffnet: Hier kann nichts bearbeitet werden.</translation>
  </message>
  <message>
   <source>Kicker</source>
   <translation>Dachzeile</translation>
  </message>
  <message>
   <source>Headline</source>
   <translation>Titel</translation>
  </message>
  <message>
   <source>Standfirst</source>
   <translation>Vorspann</translation>
  </message>
  <message>
   <source>Byline</source>
   <translation>Autorenzeile</translation>
  </message>
  <message>
   <source>Caption</source>
   <translation>Bildzeile</translation>
  </message>
  <message>
   <source>Credit</source>
   <translation>Bildnachweis</translation>
  </message>
  <message>
   <source>Infobox</source>
   <translation>Infokasten</translation>
  </message>
  <message>
   <source>Subhead</source>
   <translation>Zwischentitel</translation>
  </message>
  <message>
   <source>Block quotation</source>
   <translation>Blockzitat</translation>
  </message>
  <message>
   <source>Body text</source>
   <translation>Fließtext</translation>
  </message>
  <message>
   <source>Sign-off</source>
   <translation>Schlusszeile</translation>
  </message>
  <message>
   <source>Boilerplate</source>
   <translation>Beiwerk</translation>
  </message>
  <message>
   <source>New</source>
   <translation>Neu</translation>
  </message>
  <message>
   <source>In progress</source>
   <translation>In Arbeit</translation>
  </message>
  <message>
   <source>Reviewed</source>
   <translation>Geprüft</translation>
  </message>
  <message>
   <source>Speaker</source>
   <translation>Sprecher</translation>
  </message>
  <message>
   <source>Said</source>
   <translation>Sagte</translation>
  </message>
  <message>
   <source>Role of</source>
   <translation>Rolle von</translation>
  </message>
  <message>
   <source>Role</source>
   <translation>Rolle</translation>
  </message>
 </context>
</TS>
