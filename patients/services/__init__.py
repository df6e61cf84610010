"""Acts: every write about a patient. One aggregate per file."""
