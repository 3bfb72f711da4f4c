"""What surrounds a kernel: the package, and nothing of the settings of this machine."""

from __future__ import annotations

import os
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import Config

from book._ext import ROOT
from nnbook.figures.bundle import FOR_THE_BOOK

# Loopback ports and interrupted kernels are no news: a cell that fails is told anyway.
# Printed text comes whole, not in pieces that depend on how quick the machine is.
CONFIG = """c = get_config()
c.IPKernelApp.log_level = 50
c.InteractiveShellApp.exec_lines = ["__import__('sys').stdout.flush_interval = 1e9"]
"""


def surround(app: Sphinx, config: Config) -> None:
    """Set what kernels inherit, before the first one starts."""
    build = Path(app.confdir, "_build")
    profile = build / "ipython/profile_default"
    profile.mkdir(parents=True, exist_ok=True)
    (profile / "ipython_kernel_config.py").write_text(CONFIG)
    for name in ("MPLBACKEND", "PYTHONSTARTUP", "JUPYTER_PATH"):
        os.environ.pop(name, None)
    os.environ |= {
        "IPYTHONDIR": str(build / "ipython"),
        "JUPYTER_CONFIG_DIR": str(build / "jupyter"),
        "JUPYTER_DATA_DIR": str(build / "jupyter"),
        "MATPLOTLIBRC": os.devnull,  # matplotlib's own defaults
        "PYTHONPATH": str(ROOT / "src"),
        "PYTHONHASHSEED": "0",
        FOR_THE_BOOK: "1",
    }


def setup(app: Sphinx) -> dict:
    app.connect("config-inited", surround)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
