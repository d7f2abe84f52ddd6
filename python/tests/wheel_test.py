"""The wheel goes into an environment that holds nothing else; there it imports, answers, and runs the notebooks."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
import zipfile
from importlib.util import find_spec
from pathlib import Path

import pytest

SOURCE = Path(os.environ.get("ENTENTE_SOURCE", Path(__file__).parents[2]))
FLAGS = os.environ.get("ENTENTE_CXX_FLAGS")  # those of the build beside which this runs: its objects are in the cache
MOST_MEGABYTES = 40
MOST_SECONDS = 0.1

pytestmark = [
    pytest.mark.skipif(FLAGS is None, reason="ENTENTE_CXX_FLAGS tells no flags to build with"),
    pytest.mark.skipif(not find_spec("scikit_build_core"), reason="scikit-build-core is not installed"),
]


@pytest.fixture(scope="module")
def wheel() -> Path:
    """Built as `pip wheel .` builds it, with the compiler's flags of this build."""
    folder = SOURCE / "build" / "wheel"
    for old in folder.glob("*.whl"):
        old.unlink()
    options = json.loads(FLAGS or "{}")
    environment = {"CCACHE_BASEDIR": str(SOURCE), "CCACHE_NOHASHDIR": "1", **os.environ}
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--quiet", "--disable-pip-version-check", "--no-build-isolation", "--no-deps",
         "--wheel-dir", str(folder), *[f"-Ccmake.define.{name}={value}" for name, value in options.items()], str(SOURCE)],
        check=True, env=environment,
    )  # fmt: skip
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The interpreter of an environment that holds the wheel and nothing else."""
    folder = tmp_path_factory.mktemp("empty")
    venv.create(folder, with_pip=False)
    python = folder / "bin" / "python"
    subprocess.run(
        [sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--disable-pip-version-check",
         "--no-index", str(wheel)], check=True
    )  # fmt: skip
    return python


def ask(python: Path, code: str) -> str:
    alone = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    done = subprocess.run([python, "-I", "-c", code], capture_output=True, text=True, check=False, env=alone, cwd="/")
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_wheel_holds_the_package_and_nothing_else(wheel: Path) -> None:
    version = f"cp{sys.version_info[0]}{sys.version_info[1]}"
    abi = "cp312-abi3" if sys.version_info >= (3, 12) else f"{version}-{version}"
    assert abi in wheel.name
    names = zipfile.ZipFile(wheel).namelist()
    assert {"entente/__init__.py", "entente/py.typed", "entente/_core.pyi", "entente/results.py"} <= set(names)
    assert sum(name.endswith(".so") for name in names) == 1
    assert all(name.startswith(("entente/", "entente-")) for name in names), names


def test_it_answers_in_an_empty_environment(python: Path) -> None:
    said = ask(
        python,
        "import sys, entente\n"
        "settled = entente.settle(entente.load('case:camp-david-1978'))\n"
        "assert 'numpy' not in sys.modules\n"
        "print(settled.solutions['nash'].utilities, entente.__file__)\n"
        "try:\n    settled.frontier.utilities\nexcept ImportError as error:\n    print('numpy' in str(error))\n",
    )
    assert said.startswith("(60.0, 75.0) ") and str(python.parents[1]) in said and said.endswith("True\n")


def test_it_is_small_and_imports_fast(python: Path) -> None:
    where = Path(ask(python, "import entente; print(entente.__file__)").strip()).parent
    size = sum(file.stat().st_size for file in where.rglob("*") if file.is_file()) / 1e6
    assert size < MOST_MEGABYTES, f"{size:.1f} MB"
    # The least of several: other work of the machine only adds. Processor time: the disk is not the package's.
    timed = "import time, json; t = time.process_time(); import entente; print(time.process_time() - t)"
    seconds = min(float(ask(python, timed)) for _ in range(7))
    print(f"{size:.1f} MB installed; import in {seconds:.3f} s of processor time")
    assert seconds < MOST_SECONDS


NOTEBOOKS = sorted((SOURCE / "docs" / "notebooks").glob("*.ipynb"))


@pytest.mark.skipif(not find_spec("nbclient") or not find_spec("ipykernel"), reason="nbclient and ipykernel are needed")
@pytest.mark.parametrize("file", NOTEBOOKS, ids=lambda file: file.stem)
def test_notebooks_run_on_the_wheel(file: Path, python: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import nbclient
    import nbformat

    installed = Path(ask(python, "import entente; print(entente.__file__)").strip()).parents[1]
    monkeypatch.setenv("PYTHONPATH", str(installed))
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path))
    notebook = nbformat.read(file, as_version=4)
    notebook.cells.append(nbformat.v4.new_code_cell("print(entente.__file__)"))
    nbclient.NotebookClient(notebook, timeout=60, kernel_name="python3", resources={"metadata": {"path": tmp_path}}).execute()
    assert str(installed) in notebook.cells[-1].outputs[0].text, "the notebook ran on another build"


def test_notebooks_are_kept_without_what_they_printed() -> None:
    assert len(NOTEBOOKS) == 6
    for file in NOTEBOOKS:
        for cell in json.loads(file.read_text(encoding="utf-8"))["cells"]:
            assert not cell.get("outputs") and cell.get("execution_count") is None, file.name
