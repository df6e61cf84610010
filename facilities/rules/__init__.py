"""Pure rules about facilities: when two spellings of a name mean one place. No Django, no database."""
