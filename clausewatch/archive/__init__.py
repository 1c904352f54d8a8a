"""Raw responses kept as WARC files, one record each, found again by their address."""

from clausewatch.archive.foreign import WARC_LINE, BrokenRecord, read_warc
from clausewatch.archive.store import Archive
from clausewatch.archive.streams import GZIP_MAGIC
from clausewatch.archive.writer import ArchiveWriter
from clausewatch.models import RecordAddress

__all__ = ["GZIP_MAGIC", "WARC_LINE", "Archive", "ArchiveWriter", "BrokenRecord", "RecordAddress", "read_warc"]
