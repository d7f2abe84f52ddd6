"""The completion scripts load in their shells and complete what they should."""

import shutil
import subprocess
import unittest

from command import SOURCE, CommandTest


class Completion(CommandTest):
    def bash(self, line):
        script = self.file("completion.bash", self.result("completion", "bash").out)
        words = line.split(" ")
        program = f"""
            source '{script}' || exit 9
            COMP_LINE='{line}' COMP_POINT={len(line)} COMP_WORDS=({' '.join(repr(w) for w in words)})
            COMP_CWORD={len(words) - 1}
            _entente
            printf '%s\\n' "${{COMPREPLY[@]}}"
        """
        done = subprocess.run(["bash", "--norc", "-c", program], capture_output=True, text=True, check=False,
                              cwd=self.folder)
        self.assertEqual((done.returncode, done.stderr), (0, ""), done.stderr)
        return done.stdout.split()

    def test_bash(self):
        self.assertEqual(self.bash("entente set"), ["settle"])
        self.assertEqual(self.bash("entente settle --imp"), ["--improve"])
        self.assertEqual(self.bash("entente settle x --method me"), ["merge"])
        self.assertEqual(self.bash("entente completion f"), ["fish"])
        self.assertIn("--set", self.bash("entente check --"))
        for slug in (path.parent.name for path in SOURCE.glob("cases/*/case.toml")):
            self.assertIn(slug, self.bash("entente settle case:" + slug[:3]))
            self.assertIn(slug, self.bash("entente cases " + slug[:3]))

    def test_zsh_and_fish(self):
        for shell in ("zsh", "fish"):
            script = self.file("completion." + shell, self.result("completion", shell).out)
            for verb in ("settle", "check", "explain"):
                self.assertIn(verb, script.read_text())
            if shutil.which(shell) is None:
                continue
            done = subprocess.run([shell, "-n", str(script)], capture_output=True, text=True, check=False)
            self.assertEqual((done.returncode, done.stderr), (0, ""))

    def test_unknown_shell(self):
        self.refused("completion", "tcsh", code="E0904")


if __name__ == "__main__":
    unittest.main()
