"""Workbooks: xlsx, xls and ods, and the guards that stand before their readers.

================  ==========================================================
``xlsx``          Excel workbooks: the sheet rebuilt clean, then read
``xls``           Excel 97-2003 workbooks
``ods``           OpenDocument spreadsheets
``calamine``      the reader of rebuilt workbooks, and its cells tidied
``preflight``     a quick look over a sheet before it is read
``percents``      whole numbers that a workbook shows as 300 %
``inspection``    an exact look where something is unusual
``packages``      the parts of an xlsx package and how they hang together
``archives``      zip files that may lie about themselves
``ole``           the streams of an OLE2 file
``markup``        XML without its dangers
``sheets``        which sheet of a workbook is the survey
``joining``       several sheets of one form
``books``         what a reader gives, and what is told about it
================  ==========================================================
"""
