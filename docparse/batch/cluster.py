"""Processes of a Ray cluster, or of one that Ray starts on this machine."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

from docparse.batch.schedule import answered
from docparse.errors import DocparseError

_AHEAD = 4  # documents under way for each processor of the cluster
_VARIABLES = ("DOCPARSE_CACHE", "DOCPARSE_DEBUG")


class RayPool:
    """``address``: ``ray://HOST:PORT``, or None for ``RAY_ADDRESS``, else a cluster that already runs here, else an
    own one for as long as the pool lives."""

    def __init__(self, address: str | None) -> None:
        self._ray = _ray()
        variables = {name: os.environ[name] for name in _VARIABLES if name in os.environ}
        runtime: dict[str, Any] = {"env_vars": variables} if variables else {}
        try:
            self._ray.init(
                address, runtime_env=runtime, log_to_driver=False, logging_level="ERROR", ignore_reinit_error=True
            )
            processors = self._ray.cluster_resources().get("CPU", 1)
        except Exception as error:
            said = " ".join(str(error).split())[:200] or type(error).__name__
            what = f"không nối được với cụm Ray ({said})"
            raise DocparseError(
                "DP432", address or "ray", what, "kiểm tra: ray status; cụm đòi mã thì đặt RAY_AUTH_MODE=token"
            ) from error
        self.room = max(int(processors), 1) * _AHEAD
        # a document that stops its worker is told apart by who asks: Ray itself tries nothing again
        self._work = self._ray.remote(num_cpus=1, max_retries=0)(answered)

    def submit(self, function: Callable[..., Any], item: object) -> Future[Any]:
        future: Future[Any] = self._work.remote(function, item).future()
        return future

    def died(self, error: BaseException) -> bool:
        errors = self._ray.exceptions
        return isinstance(error, errors.RayError) and not isinstance(error, errors.RayTaskError)

    def close(self) -> None:
        self._ray.shutdown()


def _ray() -> Any:
    os.environ.setdefault("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")  # no advice about GPUs on standard error
    try:
        import ray
        import ray.exceptions
    except ImportError as error:
        what = "cần Ray để chạy trên nhiều máy"
        raise DocparseError("DP431", "--on ray", what, "cài thêm: pip install 'docparse[ray]'") from error
    return ray
