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


class BoundedCompressionMiddleware(HttpCompressionMiddleware):
    """Scrapy's, whose limit would otherwise end the request where nobody counts it."""

    def process_response(self, request: Request, response: Response) -> Request | Response:  # type: ignore[override]
        """The response with its body decoded, or marked as failed."""
        try:
            return super().process_response(request, response)
        except IgnoreRequest:
            request.meta[FAILURE] = f"its body is over {self._max_size // 1_000_000} MB when decoded"
        except (zlib.error, brotli.error, ZstdError, OSError, EOFError, ValueError) as error:
            request.meta[FAILURE] = f"its compressed body is broken ({error})"
        return response.replace(body=b"")
