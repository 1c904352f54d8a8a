"""How much memory a crawl process takes: its own, not what it had from the process that started it."""

import os
from pathlib import Path

from scrapy.extensions.memusage import MemoryUsage

STATM = Path("/proc/self/statm")


class OwnMemoryUsage(MemoryUsage):
    """Scrapy's guard, which asks for the most memory ever used: that begins with the parent's, across the start."""

    def get_virtual_size(self) -> int:
        """Bytes that are resident now, where the system tells; else what Scrapy goes by."""
        if not STATM.exists():
            return super().get_virtual_size()
        return int(STATM.read_text().split()[1]) * os.sysconf("SC_PAGESIZE")
