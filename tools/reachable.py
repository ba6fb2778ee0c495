"""Which modules and packages a module's code can come to, read from its source.

A function counts as called when its name is mentioned anywhere in code that counts; a method, when
its class's name is mentioned, too; a property, when it is read and not called (``re.search()``
does not read ``home.search``). So ``home.scorer`` brings in what the property ``scorer`` imports,
and what nobody mentions brings in nothing. Rather too much than too little: two methods of one name
are both called, and what is decorated by a call, as routes are, is called by being there.
"""

import ast
import sys
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

PACKAGE = "novapulse"
Code = ast.FunctionDef | ast.AsyncFunctionDef
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass
class Reached:
    """``modules`` of the package itself; ``packages``: foreign top-level names, with the modules
    that import them."""

    modules: set[str] = field(default_factory=set)
    packages: dict[str, set[str]] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class _Body:
    """A function that may be called. ``owner``: its class."""

    code: Code
    module: str
    owner: str | None

    def called(self, mentioned: "_Mentioned") -> bool:
        name, decorators = self.code.name, self.code.decorator_list
        if self.owner is not None and self.owner not in mentioned.read | mentioned.called:
            return False
        if name in mentioned.read or _is_special(name) or any(map(_registers, decorators)):
            return True
        return name in mentioned.called and not _is_plain_property(self.code)


@dataclass
class _Mentioned:
    """Names. ``called``: as in ``value.name(...)``; ``read``: in any other way."""

    read: set[str] = field(default_factory=set)
    called: set[str] = field(default_factory=set)

    def add(self, other: "_Mentioned") -> None:
        self.read |= other.read
        self.called |= other.called


class _Scan(ast.NodeVisitor):
    """What a piece of code mentions and imports, and the functions that it only defines."""

    def __init__(self) -> None:
        self.imports: list[str] = []
        self.names = _Mentioned()
        self.defined: list[tuple[Code, str | None]] = []
        self._owner: str | None = None

    def visit_If(self, node: ast.If) -> None:
        if "TYPE_CHECKING" not in ast.unparse(node.test):
            self.generic_visit(node)

    def visit_Import(self, node: ast.Import) -> None:
        for alias in node.names:
            self._import(alias, alias.name)

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        if node.module:
            self.imports.append(node.module)
            for alias in node.names:
                self._import(alias, f"{node.module}.{alias.name}")

    def visit_Name(self, node: ast.Name) -> None:
        self.names.read.add(node.id)

    def visit_Attribute(self, node: ast.Attribute) -> None:
        self.names.read.add(node.attr)
        self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        if not isinstance(node.func, ast.Attribute):
            self.generic_visit(node)
            return
        self.names.called.add(node.func.attr)
        for part in (node.func.value, *node.args, *node.keywords):
            self.visit(part)

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        outer, self._owner = self._owner, node.name
        self.generic_visit(node)
        self._owner = outer

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        self._define(node)

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> None:
        self._define(node)

    def _define(self, node: Code) -> None:
        """Decorators, defaults and annotations are evaluated by the definition itself."""
        self.defined.append((node, self._owner))
        for part in (*node.decorator_list, node.args):
            self.visit(part)

    def _import(self, alias: ast.alias, name: str) -> None:
        self.imports.append(name)
        if alias.asname:
            self.names.read.add(alias.name.rpartition(".")[2])


class _Walk:
    def __init__(self, root: Path) -> None:
        self._root = root
        self._names = _Mentioned(read={"handler"})
        self._waiting: list[_Body] = []
        self.reached = Reached()

    def run(self, start: str) -> Reached:
        self._load(start, start)
        while called := [body for body in self._waiting if body.called(self._names)]:
            self._waiting = [body for body in self._waiting if body not in called]
            for body in called:
                self._take(body.code.body, body.module)
        return self.reached

    def _load(self, name: str, wanted_by: str) -> None:
        """``name`` may be a module, or something in one."""
        top = name.partition(".")[0]
        if top != PACKAGE:
            if top not in sys.stdlib_module_names:
                self.reached.packages.setdefault(top, set()).add(wanted_by)
            return
        parts = name.split(".")
        for count in range(1, len(parts) + 1):
            module = ".".join(parts[:count])
            if module not in self.reached.modules and (tree := _parsed(self._root, module)):
                self.reached.modules.add(module)
                self._take(tree.body, module)

    def _take(self, statements: list[ast.stmt], module: str) -> None:
        scan = _Scan()
        for statement in statements:
            scan.visit(statement)
        self._names.add(scan.names)
        self._waiting += [_Body(code, module, owner) for code, owner in scan.defined]
        for name in scan.imports:
            self._load(name, module)


def reached_from(module: str, root: Path) -> Reached:
    """``root`` holds the package's folder; ``handler`` is called from outside."""
    return _Walk(root).run(module)


@cache
def _parsed(root: Path, module: str) -> ast.Module | None:
    base = root.joinpath(*module.split("."))
    for path in (base.with_suffix(".py"), base / "__init__.py"):
        if path.is_file():
            return ast.parse(path.read_text(encoding="utf-8"))
    return None


def _is_special(name: str) -> bool:
    return name.startswith("__") and name.endswith("__")


def _is_plain_property(code: Code) -> bool:
    """One whose value cannot itself be called."""
    names = {each.id for each in code.decorator_list if isinstance(each, ast.Name)}
    if names.isdisjoint({"property", "cached_property"}) or code.returns is None:
        return False
    return "Callable" not in ast.unparse(code.returns)


def _registers(decorator: ast.expr) -> bool:
    return not isinstance(decorator, ast.Name)
