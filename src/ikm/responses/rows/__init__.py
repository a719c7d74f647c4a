"""Rows: which row is the header, a total, a copy of the header, a respondent.

=============== =================================================
``headers``     which row is the header, and what its columns are
``layout``      what each row below it is
``looks``       what each row below the header is
``subheadings`` the lines under the header that belong to it
``totals``      the rows that are totals, or stand below the table
``arithmetic``  the proof that a row was computed from those above
``marks``       rows marked by one byte each
``names``       what a label beside a row says it is
``legends``     a list that says what U8 and U9 mean
``merged``      merged cells, filled down
``shapes``      tables of another shape, and what to do about them
``longform``    tables of one row an answer, turned
``recaps``      tables of results, named for what they are
=============== =================================================
"""
