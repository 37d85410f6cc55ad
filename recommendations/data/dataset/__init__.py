"""The whole public record as files, for whoever takes it over or studies it, and back from them."""

from .loading import load
from .reading import BadDataset
from .writing import Occupied, snapshot, write

__all__ = ["BadDataset", "Occupied", "load", "snapshot", "write"]
