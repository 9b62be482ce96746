#!/usr/bin/env python3
"""Shows that layers.py finds what it is there for, in small trees made for it."""

import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

SCRIPT = Path(__file__).with_name("layers.py")


class LayersTest(unittest.TestCase):
    def setUp(self):
        self._folder = tempfile.TemporaryDirectory()
        self.addCleanup(self._folder.cleanup)
        self._root = Path(self._folder.name) / "tree"
        self._qt = Path(self._folder.name) / "qt"
        for header in ("QtWidgets/QWidget", "QtGui/QImage", "QtWebEngineCore/QWebEnginePage",
                       "QtWebChannel/QWebChannel", "QtCore/QString"):
            self._put(self._qt / header, "")

    @staticmethod
    def _put(path: Path, text: str):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def _check(self, files: dict[str, str]) -> list[str]:
        for name, text in files.items():
            self._put(self._root / name, text)
        done = subprocess.run([sys.executable, SCRIPT, "--root", self._root, "--qt-includes", self._qt],
                              capture_output=True, text=True)
        self.assertEqual(done.stderr, "")
        self.assertEqual(done.returncode, 1 if done.stdout else 0)
        return done.stdout.splitlines()

    def test_allowedIncludes_areNoFault(self):
        self.assertEqual(self._check({
            "host/base/a.h": "#include <QString>\n",
            "host/engine/b.cpp": "#include <boost/asio.hpp>\n#include <host/base/a.h>\n",
            "host/archive/c.cpp": '#include <archive.h>\n#include "../base/a.h"\n',
            "bridge/core/d.h": "#include <host/base/a.h>\n",
            "bridge/web/e.h": "#include <QWebEnginePage>\n#include <bridge/core/d.h>\n",
            "app/webview/f.h": "#include <QWidget>\n#include <bridge/web/e.h>\n",
            "app/desktop/g.cpp": "#include <QtWidgets/QWidget>\n#include <bridge/core/d.h>\n",
            "app/cli/h.cpp": "#include <host/base/a.h>\n",
            "tests/i.cpp": "#include <QWidget>\n#include <boost/asio.hpp>\n#include <app/webview/f.h>\n",
        }), [])

    def test_eachRule_isEnforced(self):
        broken = {
            "host/x.cpp": ["QWidget", "QImage", "QtGui/QImage", "QWebEnginePage", "QWebChannel", "bridge/core/a.h",
                           "app/cli/a.h", "tests/a.h", "boost/asio.hpp", "archive.h", "valijson/schema.hpp"],
            "host/extensions/x.cpp": ["valijson/schema.hpp", "boost/asio.hpp"],
            "host/agent/x.cpp": ["QString", "host/base/a.h", "nlohmann/json.hpp"],
            "bridge/core/x.cpp": ["QWidget", "QImage", "QWebEnginePage", "QWebChannel", "bridge/web/a.h", "app/cli/a.h"],
            "bridge/web/x.cpp": ["QWidget", "app/cli/a.h"],
            "app/webview/x.cpp": ["boost/asio.hpp", "archive_entry.h", "yaml-cpp/yaml.h", "app/desktop/a.h"],
            "app/desktop/x.cpp": ["QWebEnginePage", "QtWebChannel/QWebChannel", "boost/asio.hpp", "archive.h",
                                  "yaml-cpp/yaml.h", "bridge/web/a.h"],
            "app/cli/x.cpp": ["QWidget", "QImage", "bridge/core/a.h", "app/desktop/a.h"],
        }
        for folder in ("bridge/core", "bridge/web", "app/cli", "app/desktop", "host/base", "tests"):
            self._put(self._root / folder / "a.h", "")
        for file, names in broken.items():
            for name in names:
                with self.subTest(file=file, name=name):
                    faults = self._check({file: f"// first line\n#include <{name}>\n"})
                    self.assertTrue(faults)
                    self.assertTrue(all(fault.startswith(f"{file}:2: {name}") for fault in faults), faults)
                    (self._root / file).unlink()

    def test_agentsOwnHeaders_areNoFault(self):
        self.assertEqual(self._check({"host/agent/a.h": "",
                                      "host/agent/a.cpp": '#include "a.h"\n#include <sys/wait.h>\n#include <vector>\n'}), [])

    def test_includeThroughAnotherHeader_isFound(self):
        faults = self._check({
            "host/engine/a.h": "#include <boost/asio.hpp>\n",
            "bridge/core/b.h": "#include <host/engine/a.h>\n",
            "app/desktop/c.cpp": "#include <bridge/core/b.h>\n",
        })
        self.assertEqual(faults, ["app/desktop/c.cpp:1: bridge/core/b.h -> host/engine/a.h -> boost/asio.hpp: "
                                  "app/desktop never includes Boost"])

    def test_headersInACircle_endTheSearch(self):
        self.assertEqual(self._check({"host/a.h": '#include "b.h"\n', "host/b.h": '#include "a.h"\n'}), [])

    def test_spacesAndQuotes_areRead(self):
        self.assertEqual(len(self._check({"host/x.cpp": '  #  include   "QWidget"\n'})), 1)


if __name__ == "__main__":
    unittest.main()
