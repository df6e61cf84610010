"""Reading the trail: what is asked, what the database is asked, and how an event is said to people. Read-only throughout."""
