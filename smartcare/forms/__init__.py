"""How SmartCare asks: fields and forms that every app shares. Knows Django alone."""
