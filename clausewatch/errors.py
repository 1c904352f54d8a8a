"""Every error that Clausewatch raises on purpose.

ClausewatchError                     exit status 1 unless said otherwise
├── SettingsError                    an option, variable or settings file is wrong (exit status 2)
├── InputError                       a file or row that a person handed in cannot be used
│   └── NotFoundError                what was asked for by its id is not kept
├── StoreError                       something that keeps data cannot be opened, read or written
│   ├── ArchiveError                 a WARC file or record is broken or missing
│   ├── LedgerError                  the database of what happened
│   └── SearchStoreError             the index of what is searched
├── ServerError                      nothing can be served, for instance because the port is in use
├── CrawlError                       a publisher could not be crawled
├── ExtractError                     one response gives no usable document; the reason says why
│   └── NotThereError                it says that the page is not there, though its status does not
├── AnnotateError                    statements cannot be found
│   ├── ModelError                   a shipped model is missing or broken
│   ├── TargetError                  a target file is wrong
│   └── SpeakerFileError             a file of speakers is wrong
└── AlertError                       alerts cannot be made or sent
    ├── RuleError                    an alert rule is wrong
    └── DeliveryError                a channel did not take an alert
"""


class ClausewatchError(Exception):
    """Root of the tree; `exit_status` is what the command line returns for it."""

    exit_status = 1


class SettingsError(ClausewatchError):
    """An option, environment variable or settings file is wrong."""

    exit_status = 2


class InputError(ClausewatchError):
    """A file or row that a person handed in cannot be used."""


class NotFoundError(InputError):
    """What was asked for by its id is not kept."""


class StoreError(ClausewatchError):
    """Something that keeps data cannot be opened, read or written."""


class ArchiveError(StoreError):
    """A WARC file or record is broken or missing."""


class LedgerError(StoreError):
    """The database of what happened cannot be used."""


class SearchStoreError(StoreError):
    """The index of what is searched cannot be used."""


class ServerError(ClausewatchError):
    """Nothing can be served, for instance because the port is in use."""


class CrawlError(ClausewatchError):
    """A publisher could not be crawled."""


class ExtractError(ClausewatchError):
    """One response gives no usable document."""


class NotThereError(ExtractError):
    """A response whose status is that of a page says that there is no such page."""


class AnnotateError(ClausewatchError):
    """Statements cannot be found."""


class ModelError(AnnotateError):
    """A shipped model is missing or broken."""


class TargetError(AnnotateError):
    """A target file is wrong."""

    exit_status = 2


class SpeakerFileError(AnnotateError):
    """A file of speakers is wrong."""

    exit_status = 2


class AlertError(ClausewatchError):
    """Alerts cannot be made or sent."""


class RuleError(AlertError):
    """An alert rule is wrong."""

    exit_status = 2


class DeliveryError(AlertError):
    """A channel did not take an alert."""
