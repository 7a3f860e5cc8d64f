<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
 <context>
  <name>Leuchtstift</name>
  <message numerus="yes">
   <source>Extraction is at work: %n article(s) are left.</source>
   <translation>
    <numerusform>Extraction is at work: %n article is left.</numerusform>
    <numerusform>Extraction is at work: %n articles are left.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n article(s)</source>
   <translation>
    <numerusform>%n article</numerusform>
    <numerusform>%n articles</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n article(s) could not be read by the pipeline.</source>
   <translation>
    <numerusform>%n article could not be read by the pipeline.</numerusform>
    <numerusform>%n articles could not be read by the pipeline.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>… and %n more</source>
   <translation>
    <numerusform>… and %n more</numerusform>
    <numerusform>… and %n more</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n article(s) came in</source>
   <translation>
    <numerusform>%n article came in</numerusform>
    <numerusform>%n articles came in</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n article(s) came back from the trash.</source>
   <translation>
    <numerusform>%n article came back from the trash.</numerusform>
    <numerusform>%n articles came back from the trash.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n article(s) were known already and stay as they are.</source>
   <translation>
    <numerusform>%n article was known already and stays as it is.</numerusform>
    <numerusform>%n articles were known already and stay as they are.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n mark(s) came with them.</source>
   <translation>
    <numerusform>%n mark came with them.</numerusform>
    <numerusform>%n marks came with them.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n article(s) are reviewed.</source>
   <translation>
    <numerusform>%n article is reviewed.</numerusform>
    <numerusform>%n articles are reviewed.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n character(s)</source>
   <translation>
    <numerusform>%n character</numerusform>
    <numerusform>%n characters</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>the label(s) {names}</source>
   <translation>
    <numerusform>the label {names}</numerusform>
    <numerusform>the labels {names}</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n reviewed article(s) will be in progress again, for they were not read for {labels}.</source>
   <translation>
    <numerusform>%n reviewed article will be in progress again, for it was not read for {labels}.</numerusform>
    <numerusform>%n reviewed articles will be in progress again, for they were not read for {labels}.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n reviewed article(s) will be open again, for they were read with the label set {name}.</source>
   <translation>
    <numerusform>%n reviewed article will be open again, for it was read with the label set {name}.</numerusform>
    <numerusform>%n reviewed articles will be open again, for they were read with the label set {name}.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n run(s)</source>
   <translation>
    <numerusform>%n run</numerusform>
    <numerusform>%n runs</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>The list is added. %n line(s) of it cannot be used.</source>
   <translation>
    <numerusform>The list is added. %n line of it cannot be used.</numerusform>
    <numerusform>The list is added. %n lines of it cannot be used.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n occurrence(s)</source>
   <translation>
    <numerusform>%n occurrence</numerusform>
    <numerusform>%n occurrences</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Mark %n</source>
   <translation>
    <numerusform>Mark %n</numerusform>
    <numerusform>Mark %n</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n mark(s) decided</source>
   <translation>
    <numerusform>%n mark decided</numerusform>
    <numerusform>%n marks decided</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Going by the scores, about %n of them will be wrong.</source>
   <translation>
    <numerusform>Going by the scores, about %n of them will be wrong.</numerusform>
    <numerusform>Going by the scores, about %n of them will be wrong.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n of {total} open mark(s)</source>
   <translation>
    <numerusform>%n of {total} open marks</numerusform>
    <numerusform>%n of {total} open marks</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n mark(s) without a score stay open.</source>
   <translation>
    <numerusform>%n mark without a score stays open.</numerusform>
    <numerusform>%n marks without a score stay open.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>In %n article(s)</source>
   <translation>
    <numerusform>In %n article</numerusform>
    <numerusform>In %n articles</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n mark(s) selected</source>
   <translation>
    <numerusform>%n mark selected</numerusform>
    <numerusform>%n marks selected</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{what} in %n article(s)</source>
   <translation>
    <numerusform>{what} in %n article</numerusform>
    <numerusform>{what} in %n articles</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n mark(s)</source>
   <translation>
    <numerusform>%n mark</numerusform>
    <numerusform>%n marks</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n review(s)</source>
   <translation>
    <numerusform>%n review</numerusform>
    <numerusform>%n reviews</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n relation(s)</source>
   <translation>
    <numerusform>%n relation</numerusform>
    <numerusform>%n relations</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n entity record(s)</source>
   <translation>
    <numerusform>%n entity record</numerusform>
    <numerusform>%n entity records</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n layer(s)</source>
   <translation>
    <numerusform>%n layer</numerusform>
    <numerusform>%n layers</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n article(s) into the trash</source>
   <translation>
    <numerusform>%n article into the trash</numerusform>
    <numerusform>%n articles into the trash</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n article(s) taken in</source>
   <translation>
    <numerusform>%n article taken in</numerusform>
    <numerusform>%n articles taken in</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>and %n more</source>
   <translation>
    <numerusform>and %n more</numerusform>
    <numerusform>and %n more</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n more label(s)</source>
   <translation>
    <numerusform>%n more label</numerusform>
    <numerusform>%n more labels</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n hour(s) left</source>
   <translation>
    <numerusform>%n hour left</numerusform>
    <numerusform>%n hours left</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n second(s) left</source>
   <translation>
    <numerusform>%n second left</numerusform>
    <numerusform>%n seconds left</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n minute(s) left</source>
   <translation>
    <numerusform>%n minute left</numerusform>
    <numerusform>%n minutes left</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n hit(s)</source>
   <translation>
    <numerusform>%n hit</numerusform>
    <numerusform>%n hits</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n line(s) of boilerplate</source>
   <translation>
    <numerusform>%n line of boilerplate</numerusform>
    <numerusform>%n lines of boilerplate</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n line(s) of boilerplate folded</source>
   <translation>
    <numerusform>%n line of boilerplate folded</numerusform>
    <numerusform>%n lines of boilerplate folded</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Found here at %n place(s).   {key} goes to the next</source>
   <translation>
    <numerusform>Found here at %n place.   {key} goes to the next</numerusform>
    <numerusform>Found here at %n places.   {key} goes to the next</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n reviewed article(s) of this library</source>
   <translation>
    <numerusform>%n reviewed article of this library</numerusform>
    <numerusform>%n reviewed articles of this library</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>accept %n mark(s)</source>
   <translation>
    <numerusform>accept %n mark</numerusform>
    <numerusform>accept %n marks</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>import of %n article(s)</source>
   <translation>
    <numerusform>import of %n article</numerusform>
    <numerusform>import of %n articles</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{done}; %n reviewed article(s) to be read again</source>
   <translation>
    <numerusform>{done}; %n reviewed article to be read again</numerusform>
    <numerusform>{done}; %n reviewed articles to be read again</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Accepted %n mark(s)</source>
   <translation>
    <numerusform>Accepted %n mark</numerusform>
    <numerusform>Accepted %n marks</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Imported %n article(s)</source>
   <translation>
    <numerusform>Imported %n article</numerusform>
    <numerusform>Imported %n articles</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Marked as reviewed; %n undecided mark(s) will not be gold</source>
   <translation>
    <numerusform>Marked as reviewed; %n undecided mark will not be gold</numerusform>
    <numerusform>Marked as reviewed; %n undecided marks will not be gold</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>move %n article(s)</source>
   <translation>
    <numerusform>move %n article</numerusform>
    <numerusform>move %n articles</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Moved %n article(s)</source>
   <translation>
    <numerusform>Moved %n article</numerusform>
    <numerusform>Moved %n articles</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>relabel %n mark(s)</source>
   <translation>
    <numerusform>relabel %n mark</numerusform>
    <numerusform>relabel %n marks</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Relabelled %n mark(s)</source>
   <translation>
    <numerusform>Relabelled %n mark</numerusform>
    <numerusform>Relabelled %n marks</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>mark %n occurrence(s)</source>
   <translation>
    <numerusform>mark %n occurrence</numerusform>
    <numerusform>mark %n occurrences</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Marked %n occurrence(s)</source>
   <translation>
    <numerusform>Marked %n occurrence</numerusform>
    <numerusform>Marked %n occurrences</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>remove %n mark(s)</source>
   <translation>
    <numerusform>remove %n mark</numerusform>
    <numerusform>remove %n marks</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Removed %n mark(s)</source>
   <translation>
    <numerusform>Removed %n mark</numerusform>
    <numerusform>Removed %n marks</numerusform>
   </translation>
  </message>
 </context>
</TS>
