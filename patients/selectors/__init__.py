"""Questions about patients. Each begins with who is asking."""
