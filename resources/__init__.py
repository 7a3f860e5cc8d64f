"""Files that ship with the program: models, themes, translations, icons, fonts, label sets, schemas."""
