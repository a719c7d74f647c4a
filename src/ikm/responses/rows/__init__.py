"""Rows: which row is the header, a total, a copy of the header, a respondent.

=============  =================================================
``layout``     where the table stands, and what each row is
``totals``     the rule that a row is a total
``shapes``     tables of another shape, and what to do about them
=============  =================================================
"""
