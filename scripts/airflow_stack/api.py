"""Airflow's own HTTP API, as far as we need it."""

from collections.abc import Mapping
from typing import Any

import httpx

SECONDS = 30
TRIES = 5


class Api:
    """One address; logs in by itself."""

    def __init__(self, address: str, user: str, password: str) -> None:
        self.address = address
        self._login = {"username": user, "password": password}
        self._client = httpx.Client(base_url=address, timeout=SECONDS)

    def close(self) -> None:
        """Let the connections go."""
        self._client.close()

    def find_sick(self) -> list[str]:
        """Which of Airflow's parts do not answer or are not well; none of them: it is healthy."""
        try:
            answer = self._client.get("/api/v2/monitor/health")
        except httpx.TransportError:
            return ["api-server"]
        if answer.status_code != httpx.codes.OK:
            return ["api-server"]
        return [part for part, state in answer.json().items() if state and state["status"] != "healthy"]

    def log_in(self) -> None:
        """Get a token; `httpx.HTTPStatusError` where user or password are wrong."""
        answer = self._client.post("/auth/token", json=self._login).raise_for_status()
        self._client.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"

    def ask(self, method: str, path: str, body: Mapping[str, Any] | None = None, **query: Any) -> Any:
        """The JSON of an answer below /api/v2, tried again where the server stumbles; `httpx.HTTPStatusError` for a
        refusal.
        """
        for rest in reversed(range(TRIES)):
            answer = self._client.request(method, f"/api/v2/{path}", json=body, params=query)
            # What comes of two that write to SQLite at once; nothing was done then.
            if answer.status_code != httpx.codes.INTERNAL_SERVER_ERROR or not rest:
                break
        return answer.raise_for_status().json()

    def list_dags(self) -> list[str]:
        """Ids of the DAGs that Airflow has read."""
        return [dag["dag_id"] for dag in self.ask("GET", "dags", limit=100)["dags"]]

    def list_import_errors(self) -> list[str]:
        """DAG files that cannot be read, with the last line of the reason."""
        found = self.ask("GET", "importErrors")["import_errors"]
        return [f"{error['filename']}: {error['stack_trace'].strip().splitlines()[-1]}" for error in found]

    def switch_on(self, dag: str) -> None:
        """Let a DAG run by its schedule."""
        self.ask("PATCH", f"dags/{dag}", {"is_paused": False})

    def add_pools(self, pools: Mapping[str, Mapping[str, Any]]) -> None:
        """Make the pools that are not there; those that are keep what somebody has set."""
        entities = [{"name": name, **pool} for name, pool in pools.items()]
        action = {"action": "create", "action_on_existence": "skip", "entities": entities}
        self.ask("PATCH", "pools", {"actions": [action]})
