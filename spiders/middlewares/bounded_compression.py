"""Undoes gzip, brotli and zstd in bounded memory; a bomb is a failure of the request."""

import sys
import zlib

import brotli
from scrapy import Request
from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from spiders.requests import FAILURE

if sys.version_info >= (3, 14):
    from compression.zstd import ZstdError
else:
    from backports.zstd import ZstdError


MOST_CODINGS = 4
"""Times that a body may be packed; nobody packs one twice on purpose."""
KNOWN = frozenset(("gzip", "x-gzip", "deflate", "br", "zstd", "identity"))


class BoundedCompressionMiddleware(HttpCompressionMiddleware):
    """Scrapy's, whose limit would otherwise end the request where nobody counts it."""

    def process_response(self, request: Request, response: Response) -> Request | Response:  # type: ignore[override]
        """The response with its body decoded, or marked as failed."""
        if refusal := refuse_codings(response):
            request.meta[FAILURE] = refusal
            return response.replace(body=b"")
        try:
            return super().process_response(request, response)
        except IgnoreRequest:
            request.meta[FAILURE] = f"its body is over {self._max_size // 1_000_000} MB when decoded"
        except (zlib.error, brotli.error, ZstdError, OSError, EOFError, ValueError) as error:
            request.meta[FAILURE] = f"its compressed body is broken ({error})"
        return response.replace(body=b"")


def refuse_codings(response: Response) -> str | None:
    """Why the body cannot be decoded, by its header alone (RFC 9110, 8.4)."""
    fields = b",".join(response.headers.getlist("Content-Encoding")).decode("latin-1")
    codings = [name for part in fields.split(",") if (name := part.strip().casefold())]
    if len(codings) > MOST_CODINGS:
        return f"its body is packed {len(codings)} times over, more than {MOST_CODINGS}"
    unknown = next((name for name in codings if name not in KNOWN), None)
    return f"its body is packed in a way that is not known ({unknown[:20]!r})" if unknown else None
