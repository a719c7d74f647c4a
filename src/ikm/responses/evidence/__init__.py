"""Evidence: how a survey was collected, told from its rows.

=============  =====================================================
``signs``      copies, straight lines, bursts, trial words: the facts
``people``     which rows are of one person
``findings``   what is said about them
``contrary``   a column that runs against the others
=============  =====================================================
"""
