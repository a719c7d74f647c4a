"""The version of ikm, for everybody: the package, the command, and what every result says of its origin."""

__version__ = "0.2.0"
