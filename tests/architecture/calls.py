"""Which function of the application calls which other, read from the source.

Calls by plain name are followed through imports and front doors; calls of methods are only named.
"""

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]

Place = tuple[str, str]


@dataclass
class Module:
    """The functions a module defines and the names it imports."""

    functions: dict[str, ast.FunctionDef | ast.AsyncFunctionDef] = field(default_factory=dict)
    imports: dict[str, Place] = field(default_factory=dict)


class CallGraph:
    """The functions of all modules below a folder."""

    def __init__(self, folder: Path = ROOT / "app") -> None:
        self._modules = {
            _module_name(path, folder.parent): _read(ast.parse(path.read_text()))
            for path in folder.rglob("*.py")
            if "node_modules" not in path.parts
        }

    def functions(self) -> Iterator[Place]:
        """Yield every function as (module, name)."""
        for module, content in self._modules.items():
            for name in content.functions:
                yield module, name

    def methods_called(self, function: Place) -> set[str]:
        """Return the methods a function calls on plain names, as `name.method`."""
        return {
            f"{node.func.value.id}.{node.func.attr}"
            for node in self._calls(function)
            if isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name)
        }

    def reaches(self, function: Place, *, target: str) -> bool:
        """Say whether a function calls one named `target`, itself or through others."""
        seen: set[Place] = set()
        waiting = [function]
        while waiting:
            current = waiting.pop()
            if current[1] == target:
                return True
            if current not in seen:
                seen.add(current)
                waiting += self._called(current)
        return False

    def _called(self, function: Place) -> Iterator[Place]:
        for call in self._calls(function):
            if isinstance(call.func, ast.Name):
                found = self._resolve(function[0], call.func.id)
                if found is not None:
                    yield found

    def _calls(self, function: Place) -> Iterator[ast.Call]:
        module, name = function
        for node in ast.walk(self._modules[module].functions[name]):
            if isinstance(node, ast.Call):
                yield node

    def _resolve(self, module: str, name: str) -> Place | None:
        content = self._modules.get(module)
        if content is None:
            return None
        if name in content.functions:
            return module, name
        origin = content.imports.get(name)
        return self._resolve(*origin) if origin else None


def place_of(function: Callable[..., object]) -> Place:
    """Return where a function of the running application is defined."""
    return function.__module__, function.__name__


def _module_name(path: Path, root: Path) -> str:
    parts = path.relative_to(root).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _read(tree: ast.Module) -> Module:
    module = Module()
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            module.functions[node.name] = node
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                module.imports[alias.asname or alias.name] = (node.module, alias.name)
    return module
