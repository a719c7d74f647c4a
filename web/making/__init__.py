"""How the page is made, for `web/build.py`; nothing of ikm is imported.

``downloads``  what is built in, from npm and pip as the lock file names it
``contents``   what of it goes in, and what stays out
``bundles``    many files as one
``compiling``  bytecode instead of sources, made inside Pyodide (``compile.mjs``)
``scripts``    many JavaScript modules as one
``pages``      the single file and the folder to be hosted
"""
