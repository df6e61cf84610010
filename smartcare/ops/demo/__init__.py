"""Invented people and their records for the demo. Nothing here is anybody's."""
