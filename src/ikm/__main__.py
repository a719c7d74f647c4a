"""Lets ``python -m ikm`` be the command ``ikm``."""

from ikm.cli import main

if __name__ == "__main__":
    main()
