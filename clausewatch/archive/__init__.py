"""Raw responses kept as WARC files, one record each, found again by their address."""

from clausewatch.archive.buckets import Signer
from clausewatch.archive.foreign import WARC_LINE, BrokenRecord, Passed, WarcReader, read_warc
from clausewatch.archive.listing import Place, is_remote, list_remote, locate
from clausewatch.archive.remote import RemoteFile, make_client
from clausewatch.archive.store import Archive
from clausewatch.archive.streams import GZIP_MAGIC, SeekableFile
from clausewatch.archive.writer import ArchiveWriter
from clausewatch.models import RecordAddress

__all__ = [
    "GZIP_MAGIC",
    "WARC_LINE",
    "Archive",
    "ArchiveWriter",
    "BrokenRecord",
    "Passed",
    "Place",
    "RecordAddress",
    "RemoteFile",
    "SeekableFile",
    "Signer",
    "WarcReader",
    "is_remote",
    "list_remote",
    "locate",
    "make_client",
    "read_warc",
]
