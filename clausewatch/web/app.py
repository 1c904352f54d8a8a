"""The application: its routes, and what every answer carries."""

import logging
from collections.abc import Awaitable, Callable
from http import HTTPStatus

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

import clausewatch
from clausewatch.errors import ClausewatchError, InputError, NotFoundError, StoreError
from clausewatch.steps.stores import Stores
from clausewatch.web import api, changes, feed, pages
from clausewatch.web.rendering import render

LOG = logging.getLogger(__name__)
UNAVAILABLE = "the index or the ledger cannot be read just now; the log of this server says why"
SAFETY = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
"""Headers of every answer: nothing is loaded from elsewhere, no script runs, no address leaks."""
STATUSES = {
    NotFoundError: HTTPStatus.NOT_FOUND,
    InputError: HTTPStatus.UNPROCESSABLE_ENTITY,
    StoreError: HTTPStatus.SERVICE_UNAVAILABLE,
}
"""The first kind that an error is of decides; any other is ours."""
CallNext = Callable[[Request], Awaitable[Response]]


def make_app(stores: Stores) -> FastAPI:
    """The application on open stores; whoever opened them closes them after it has ended."""
    app = FastAPI(
        title="Clausewatch",
        version=clausewatch.__version__,
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
    )
    app.state.stores = stores
    app.middleware("http")(_add_safety)
    app.add_exception_handler(ClausewatchError, _explain)
    app.add_exception_handler(HTTPException, _explain)
    for part in (api, changes, feed, pages):
        app.include_router(part.router)
    return app


async def _add_safety(request: Request, call_next: CallNext) -> Response:
    response = await call_next(request)
    response.headers.update(SAFETY)
    return response


async def _explain(request: Request, error: Exception) -> Response:
    """One line of what is wrong: as JSON to a program, as a page to a person."""
    if isinstance(error, HTTPException):
        status, reason, headers = HTTPStatus(error.status_code), f"{request.url.path}: {error.detail}", error.headers
    else:
        found = (code for kind, code in STATUSES.items() if isinstance(error, kind))
        status, reason, headers = next(found, HTTPStatus.INTERNAL_SERVER_ERROR), str(error), None
        if isinstance(error, StoreError):
            # It may name servers, folders and users: that is for whoever runs this, not for visitors.
            LOG.error("%s: %s", request.url.path, error)
            reason = UNAVAILABLE
    if request.url.path.startswith(("/api/", "/health")):
        return JSONResponse({"error": reason}, status, headers)
    page = render("error.html", status=status, reason=reason, title=status.phrase)
    page.headers.update(headers or {})
    return page
