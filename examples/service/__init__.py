"""A service around ikm: upload the export of a survey, get the index as JSON, as a page or as a workbook.

============  ==============================================================================
``settings``  how much the service takes, all in one place
``door``      what stands before everything: headers, and bounds on what comes in
``app``       the form, the routes, and what OpenAPI says of them
``workers``   a process for each upload, which is ended when its time is over
``scoring``   what that process does: the only module that calls ikm with somebody's data
``problems``  errors as ``application/problem+json``, with the findings
============  ==============================================================================

It is an example to copy from, not part of the package.  README.md says how to start it.
"""
