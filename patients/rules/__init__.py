"""Pure rules about the person: what a text means, what may be asked at which age. No Django, no database."""
