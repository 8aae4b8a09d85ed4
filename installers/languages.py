"""Bring the files of the window's languages up to date with the source.

From the repository: ``python installers/languages.py``. It takes every message that a user of the
window can meet from the source, brings ``resources/languages/*.ts`` up to date (translations stay,
messages that vanished go, new ones are marked ``unfinished``), and makes the ``.qm`` files that Qt
reads. ``--check`` changes nothing and says what is behind; ``--new fr`` begins a language.
"""

from __future__ import annotations

import argparse
import ast
import itertools
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from xml.etree import ElementTree
from xml.sax.saxutils import escape

ROOT = Path(__file__).resolve().parents[1]
LANGUAGES = ROOT / "resources" / "languages"


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Who reads these is at a terminal, and that speaks English.
_SILENT = (
    "cli/", "__main__.py", "research/", "engine/cluster", "core/diagnostics.py",
    # What these write is a file in English for a paper or a colleague, or a name.
    "training/validation_report.py", "training/figures.py", "workspace/pseudonyms.py",
)  # fmt: skip
# Words of the source that are names of things inside it, and of formats.
_NAMES = _names("""
    timm class none bilinear bicubic sigmoid relu softplus abmil steph merged routed subspace
    ratio anchored published default lane place records warnings extractor set center white zlib
    minisblack qptiff tiff png jpeg ro rwc labels accelerator queued bold normal muted alarm
    notice tcga prefix pattern exact mps cpu cause stratum blocking advisory TRUE FALSE vanilla
    fresh PNG English Ctrl Shift Alt primary spawn forkserver ab wb biuf
    OverlapX OverlapY members refit
""")
# Phrases that a file's format has in it.
_OF_FORMATS = frozenset({
    "Slide zoom level", "Scan data layer", "Virtual Microscope Specimen",
    "Uncompressed Virtual Microscope Specimen",
})  # fmt: skip
# Words that are made, or stand alone where nothing tells them from a code.
_MORE = (
    "%1st", "%1nd", "%1rd", "%1th", "%1 y", "> %1 y", "> %1 years", "Everyone", "Routing",
    "Patches", "Region", "Program", "Working", "Predicting", "Exporting", "Fitting",
    "better", "worse", "95 % interval", "commas", "semicolons", "tabs", "bars",
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "^(P\\d+)_ : the patient's name is what is in brackets",
    # On the card of the demo's model.
    "To show how the program works, on synthetic slides only. Never for patients.",
)  # fmt: skip
_MOST_WAYS = 24
_PLACE = "\x00"
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_PHRASE = re.compile(
    r"[^\W\d_]{2,}[^\w\x00]*[\s\x00-][^\w]*[^\W\d_]|[^\W\d_]\w*\W*\s\W*[^\W\d_]{2,}"
)
_SENTENCE = re.compile(
    r"[.,;?!:·(]|\b(the|a|an|is|are|was|of|to|in|by|no|and|or|with|has|its)\b|[A-Z]\w"
)
_LISTED = re.compile(r"[^\W\dA-Z]+( [^\W\dA-Z]+){4,}")  # words in a row, as a table has them
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_'’]|(?<=[a-z])-(?=off\b))+[…:.!?]?")
_TITLE = re.compile(r"&?[A-Z][a-z&]")
_CODE = re.compile(
    r"^\s*\(?(SELECT|INSERT|UPDATE|DELETE|CREATE|ALTER|PRAGMA|DROP|BEGIN|WITH|ATTACH|VACUUM)\b"
    r"|\b(WHERE|ORDER BY|ON CONFLICT|FOREIGN KEY|DESC)\b| = excluded\."
    r"|^<|__|\{!|^Bearer|^yyyy|^tiff\.|^openslide\."
    r"|[{}<>]{2}|[{};]\s*$|: *#[0-9a-f]{3}|^[\w.]+/[\w./]+$|https?://\S+$|</?\w+>|\\[dwsW]"
    r'|^--[a-z]|\{"|\b\d+px\b[^.]*;'
)
# Their arguments are no words for a user.
_NOT_SHOWN = _names("""
    setObjectName setStyleSheet setProperty property findChild getattr hasattr setattr compile
    match fullmatch search sub split rsplit splitlines startswith endswith removeprefix
    removesuffix encode decode strip rstrip lstrip partition rpartition replace execute
    executemany executescript get_dtype debug info warning error exception critical log warn
    TypeVar NewType cast import_module find_spec resource_path ValueError TypeError RuntimeError
    KeyError AssertionError NotImplementedError IndexError AttributeError LookupError OSError
    EOFError ArithmeticError SystemExit _NewerFormatError CodecError environ getenv version
    metadata entry_points connect read_text write_text open strftime strptime setFamily
    setFamilies fromString require_grad dtype astype field Key require create_dataset
    filterwarnings simplefilter getLogger joinpath with_name with_suffix glob rglob namedtuple
    setDefaultSuffix word_set setTheme fromTheme setNum fromisoformat timedelta Event
    QKeySequence QFont setStyle
""")
# `x.error(...)` is for the log where x is one.
_LOGS = _names("""
    debug info warning error exception critical log warn
""")
# What these are given is shown, one word of it too.
_SHOWN = _names("""
    tr setText setToolTip setWindowTitle setPlaceholderText setAccessibleName
    setAccessibleDescription setStatusTip setTitle setLabelText addItem addItems addAction
    addMenu addTab addRow setPrefix setSuffix setHeaderLabels setHorizontalHeaderLabels QLabel
    QPushButton QToolButton QCheckBox QRadioButton QGroupBox QAction QMenu text heading button
    choices Banner PageSpec Entry EntryKind drawText LegendEntry Axis Message done failed say
    show_head PageFrame Export write cut QTreeWidgetItem QListWidgetItem QTableWidgetItem
    warning information question critical setInformativeText addButton getText getItem
    getOpenFileName getSaveFileName getExistingDirectory offer Column Command Setting Section label
    form_layout CheckList _spec check_box
""")


class _Reader(ast.NodeVisitor):
    """Collects the messages of one file."""

    def __init__(self, is_window: bool) -> None:
        self.found: dict[str, int] = {}
        self._is_window = is_window
        self._names: list[dict[str, ast.expr]] = [{}]
        self._shown = False

    # What is not shown -----------------------------------------------------------------------

    def _body(self, node: ast.AST) -> None:
        for statement in getattr(node, "body", []):
            if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
                continue  # a docstring, or the words below a signal
            self.visit(statement)

    def visit_Module(self, node: ast.Module) -> None:
        self._body(node)

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        is_enum = any("Enum" in ast.unparse(base) for base in node.bases)
        before, self._shown = self._shown, is_enum
        self._body(node)
        self._shown = before

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        before, self._shown = self._shown, False
        self._names.append(_settled_names(node))
        for default in [*node.args.defaults, *[d for d in node.args.kw_defaults if d]]:
            self.visit(default)
        self._body(node)
        self._names.pop()
        self._shown = before

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if node.value is not None:
            self.visit(node.value)

    def visit_Compare(self, node: ast.Compare) -> None:
        for part in (node.left, *node.comparators):
            if not isinstance(part, ast.Constant | ast.Set | ast.Tuple | ast.List):
                self.visit(part)

    def visit_Subscript(self, node: ast.Subscript) -> None:
        self.visit(node.value)
        if not isinstance(node.slice, ast.Constant):
            self.visit(node.slice)

    def visit_match_case(self, node: ast.match_case) -> None:
        self._body(node)

    def visit_Assert(self, node: ast.Assert) -> None:
        pass

    def visit_Assign(self, node: ast.Assign) -> None:
        names = {ast.unparse(target) for target in node.targets}
        if names & {"__all__", "_CREATE"} or (len(names) == 1 and "SCHEMA" in min(names)):
            return
        self.visit(node.value)

    def visit_Call(self, node: ast.Call) -> None:
        name = _called(node)
        is_log = name in _LOGS and "log" in ast.unparse(node.func).lower()
        is_hidden = is_log if name in _LOGS else name in _NOT_SHOWN
        if isinstance(node.func, ast.Attribute) and not (
            name == "split" and isinstance(node.func.value, ast.Constant)
        ):
            self.visit(node.func.value)
        if name == "count_of" and len(node.args) == 2:
            for ending in ("", "s"):
                for way in self._ways(node.args[1]) or []:
                    self._add(f"{_PLACE} {way}{ending}", node.lineno)
            return
        if is_hidden:
            for argument in [*node.args, *[k.value for k in node.keywords]]:
                if not isinstance(argument, ast.Constant | ast.JoinedStr):
                    self.visit(argument)
            return
        before, self._shown = self._shown, name in _SHOWN
        for argument in node.args:
            self.visit(argument)
        for keyword in node.keywords:
            if keyword.arg in {"name", "kind", "dtype", "mode", "format", "encoding"} and (
                isinstance(keyword.value, ast.Constant)
                and not _PHRASE.search(str(keyword.value.value))
            ):
                continue
            self.visit(keyword.value)
        self._shown = before

    def visit_Dict(self, node: ast.Dict) -> None:
        for key, value in zip(node.keys, node.values, strict=True):
            is_code = isinstance(key, ast.Constant) and not _PHRASE.search(str(key.value))
            if key is not None and (self._is_window or not is_code):
                self.visit(key)
            before, self._shown = self._shown, self._is_window
            self.visit(value)
            self._shown = before

    # What is ---------------------------------------------------------------------------------

    def visit_Constant(self, node: ast.Constant) -> None:
        if isinstance(node.value, str):
            self._add(node.value, node.lineno)

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        self._message(node)

    def visit_BinOp(self, node: ast.BinOp) -> None:
        if isinstance(node.op, ast.Add) and any(
            isinstance(side, ast.JoinedStr)
            or (isinstance(side, ast.Constant) and isinstance(side.value, str))
            for side in (node.left, node.right)
        ):
            self._message(node)
        else:
            self.generic_visit(node)

    def visit_IfExp(self, node: ast.IfExp) -> None:
        self.visit(node.test)
        before, self._shown = self._shown, True
        self.visit(node.body)
        self.visit(node.orelse)
        self._shown = before

    def _message(self, node: ast.expr) -> None:
        for way in self._ways(node) or []:
            self._add(way, node.lineno)
        for inner in _values(node):
            if self._ways(inner) is None:
                before, self._shown = self._shown, False
                self.visit(inner)
                self._shown = before

    def _ways(self, node: ast.expr) -> list[str] | None:
        """Return every text that an expression may be; None if it is no text of the source."""
        if isinstance(node, ast.Constant):
            return [node.value] if isinstance(node.value, str) else None
        if isinstance(node, ast.Name):
            settled = next((n[node.id] for n in reversed(self._names) if node.id in n), None)
            return None if settled is None else self._ways(settled)
        if isinstance(node, ast.IfExp):
            body, other = self._ways(node.body), self._ways(node.orelse)
            return None if body is None or other is None else [*body, *other]
        if isinstance(node, ast.JoinedStr):
            parts = [self._part(part) for part in node.values]
            return _joined([[_PLACE] if part is None else part for part in parts])
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            return _joined([self._ways(side) or [_PLACE] for side in (node.left, node.right)])
        return None

    def visit_Set(self, node: ast.Set) -> None:
        """Pass over it: what is looked for in texts is no text."""

    def _part(self, part: ast.expr) -> list[str] | None:
        if isinstance(part, ast.FormattedValue):
            return None if part.format_spec else self._ways(part.value)
        return self._ways(part)

    def _add(self, words: str, line: int) -> None:
        if words in _OF_FORMATS or _CODE.search(words):
            return
        if not _LETTERS.search(words.replace(_PLACE, " ")):
            return
        words = words.strip(" \n")
        if words.startswith("steph-desktop ") or (
            _LISTED.fullmatch(words) and not _SENTENCE.search(words)
        ):
            return  # a command, or words that are looked for in a table
        if any(sign.isspace() for sign in words):
            is_shown = bool(_PHRASE.search(words)) or _PLACE in words
        else:
            is_name = words in _NAMES or not _WORD.fullmatch(
                words.replace(_PLACE, "").replace("&", "")
            )
            is_title = self._is_window and bool(_TITLE.match(words))
            is_shown = not is_name and (self._shown or is_title)
        if is_shown:
            self.found.setdefault(_numbered(words), line)


def _settled_names(function: ast.AST) -> dict[str, ast.expr]:
    """Return the names that a function gives one text, or one of two, and no other."""
    given: dict[str, list[ast.expr]] = {}
    for node in ast.walk(function):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                names = target.elts if isinstance(target, ast.Tuple) else [target]
                values = (
                    node.value.elts
                    if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple)
                    and len(node.value.elts) == len(target.elts)
                    else [node.value] * len(names)
                )  # fmt: skip
                for name, value in zip(names, values, strict=True):
                    if isinstance(name, ast.Name):
                        given.setdefault(name.id, []).append(value)
        elif isinstance(node, ast.AugAssign | ast.For | ast.comprehension | ast.NamedExpr):
            for part in ast.walk(node.target):
                if isinstance(part, ast.Name):
                    given.setdefault(part.id, []).extend([node.target, node.target])
    return {
        name: values[0]
        for name, values in given.items()
        if len(values) == 1
        and isinstance(values[0], ast.IfExp)
        and not any(isinstance(n, ast.Name) and n.id == name for n in ast.walk(values[0]))
    }


def _values(node: ast.expr) -> Iterator[ast.expr]:
    if isinstance(node, ast.JoinedStr):
        yield from (p.value for p in node.values if isinstance(p, ast.FormattedValue))
    elif isinstance(node, ast.BinOp):
        for side in (node.left, node.right):
            if isinstance(side, ast.JoinedStr | ast.BinOp):
                yield from _values(side)
            elif not isinstance(side, ast.Constant):
                yield side


def _joined(parts: list[list[str]]) -> list[str]:
    while True:
        count = 1
        for part in parts:
            count *= len(part)
        if count <= _MOST_WAYS:
            return ["".join(way) for way in itertools.product(*parts)]
        widest = max(range(len(parts)), key=lambda n: len(parts[n]))
        parts[widest] = [_PLACE]


def _numbered(words: str) -> str:
    numbers = itertools.count(1)
    # Two values side by side are one: nothing tells where the second begins.
    return re.sub(f"{_PLACE}+", lambda _: f"%{next(numbers)}", words)


def _called(node: ast.Call) -> str:
    function = node.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def extract(root: Path = ROOT) -> dict[str, str]:
    """Return all messages, and for each the first place where it stands."""
    found = dict.fromkeys(_MORE, "")
    package = root / "steph_desktop"
    files = sorted(package.rglob("*.py"), key=lambda p: ("ui" not in p.parts, p.as_posix()))
    for path in files:
        name = path.relative_to(package).as_posix()
        if name.startswith(_SILENT):
            continue
        reader = _Reader(name.startswith(("ui/", "app.py")))
        reader.visit(ast.parse(path.read_text(encoding="utf-8")))
        for message in reader.found:
            found[message] = found.get(message) or name
    return found


def stored(path: Path) -> dict[str, str]:
    """Return the translations of a file, by their messages; empty where there is none yet."""
    if not path.exists():
        return {}
    messages = ElementTree.parse(path).iterfind("context/message")  # noqa: S314
    return {m.findtext("source") or "": m.findtext("translation") or "" for m in messages}


def written(code: str, messages: dict[str, str], translations: dict[str, str]) -> str:
    """Return a file of translations as text."""
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        "<!DOCTYPE TS>",
        f'<TS version="2.1" language="{code}" sourcelanguage="en">',
        "<context>",
        "    <name>STEPH</name>",
    ]
    for message, place in messages.items():
        told = translations.get(message, "")
        state = "" if told else ' type="unfinished"'
        lines += [
            "    <message>",
            f'        <location filename="{place}"/>',
            f"        <source>{escape(message)}</source>",
            f"        <translation{state}>{escape(told)}</translation>",
            "    </message>",
        ]
    return "\n".join([*lines, "</context>", "</TS>", ""])


def faults(translations: dict[str, str]) -> list[str]:
    """Return what is wrong with translations: a value or a line break that got lost."""
    found = []
    for message, told in translations.items():
        if told and sorted(re.findall(r"%\d+", message)) != sorted(re.findall(r"%\d+", told)):
            found.append(f"other values: {message!r}: {told!r}")
        elif told and message.count("\n") != told.count("\n"):
            found.append(f"other lines: {message!r}: {told!r}")
    return found


def release(path: Path) -> None:
    """Make the file that Qt reads."""
    import PySide6

    tool = next(Path(PySide6.__file__).parent.rglob("lrelease*"))
    made = path.with_suffix(".qm")
    subprocess.run([tool, "-silent", path, "-qm", made], check=True)


def main(arguments: Iterable[str]) -> int:
    """Update all languages, or say which are behind."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing, say what is behind")
    parser.add_argument("--new", metavar="CODE", help="begin a language, such as fr")
    chosen = parser.parse_args([*arguments])
    messages = extract()
    files = sorted(LANGUAGES.glob("steph_*.ts"))
    if chosen.new:
        files.append(LANGUAGES / f"steph_{chosen.new}.ts")
    behind = 0
    for path in files:
        code = path.stem.removeprefix("steph_")
        kept = stored(path)
        text = written(code, messages, kept)
        missing = [message for message in messages if not kept.get(message)]
        wrong = faults(kept)
        is_old = not path.exists() or path.read_text(encoding="utf-8") != text
        behind += is_old or bool(missing) or bool(wrong)
        for line in [*wrong, *(f"not translated: {message!r}" for message in missing)]:
            sys.stdout.write(f"{code}: {line}\n")
        if not chosen.check:
            path.write_text(text, encoding="utf-8")
            release(path)
    return 1 if behind and chosen.check else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
