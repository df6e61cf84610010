"""The legacy table `patients`: 59 flat columns in and out of the new tables without losing a value.

`shape` knows its columns, `mapping.sql` the one mapping, `load`, `migrate` and `verify` are the three steps.
"""
