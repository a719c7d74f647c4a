"""Evidence: how a survey was collected, told from its rows.

===============  =========================================================
``examination``  what is said about them
``signs``        copies, straight lines, bursts: the facts, from numbers
``copies``       which rows of a table in memory are equal
``elsewhere``    which rows of a file stand in another file too
``resent``       what one person sent again within a minute
``people``       which persons its cells name
``trials``       which of its cells hold nothing but a trial word
``hashes``       rows and persons of a large CSV file, while it is read
``beginnings``   its trial words, told by their first bytes
``contrary``     a column that runs against the others
===============  =========================================================
"""
