"""The small language of `when`, cues and layers: `stenosis >= 50 and not (vessel == "left_main")`.

Numbers, texts in quotes and the names of findings; `== != < <= > >=`, `and or not`, `+ - * /`, `min(…)`,
`max(…)` and parentheses. Expressions are parsed into a tree and walked; no pack is ever evaluated as Python.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

Value = float | bool | str
Kind = Literal["number", "text", "truth"]

LONGEST = 200
"""Characters."""
_DEEPEST = 20
"""Nested parentheses; more would be unreadable long before it would be slow."""

_TOKEN = re.compile(
    r"(?P<number>\d+(?:\.\d+)?)|(?P<text>\"[^\"]*\"|'[^']*')|(?P<name>[A-Za-z_][A-Za-z0-9_]*)"
    r"|(?P<sign><=|>=|==|!=|&&|\|\||[-+*/<>=!(),])|(?P<stray>\S)"
)
_POWER = {"or": 1, "and": 2, "+": 5, "-": 5, "*": 6, "/": 6} | dict.fromkeys(
    ("==", "!=", "<", "<=", ">", ">="), 4
)
_PREFIX_POWER = {"not": 3, "-": 7}
_COMPARISONS: Mapping[str, Callable[[float, float], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_ARITHMETIC: Mapping[str, Callable[[float, float], float]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
}
_INSTEAD = {
    "=": "==",
    "&&": "and",
    "||": "or",
    "!": "not",
    "AND": "and",
    "OR": "or",
    "NOT": "not",
    "is": "==",
}
_FUNCTIONS: Mapping[str, Callable[[list[float]], float]] = {"min": min, "max": max}


class ExpressionError(ValueError):
    """An expression that cannot be understood; says what is wrong and what to do, `column` counts from 1."""

    def __init__(self, what: str, hint: str, column: int = 1) -> None:
        super().__init__(f"{what}. {hint}")
        self.what, self.hint, self.column = what, hint, column


@dataclass(frozen=True, slots=True)
class Constant:
    """A number or a text written in the expression."""

    value: float | str


@dataclass(frozen=True, slots=True)
class Name:
    """The value of a finding."""

    id: str


@dataclass(frozen=True, slots=True)
class Operation:
    """An operator or function with what it works on."""

    sign: str
    parts: tuple[Node, ...]


Node = Constant | Name | Operation


@dataclass(frozen=True, slots=True)
class Formula:
    """A parsed expression."""

    text: str
    root: Node

    @property
    def names(self) -> frozenset[str]:
        """Return the findings that the expression asks for."""
        return frozenset(node.id for node in walk(self.root) if isinstance(node, Name))

    def evaluate(self, values: Mapping[str, float | str]) -> Value:
        """Return what the expression is for these findings; raises `ExpressionError` if nothing."""
        return _evaluate(self.root, values)


def parse(text: str) -> Formula:
    """Parse an expression; raises `ExpressionError`."""
    if len(text) > LONGEST:
        raise ExpressionError(f"the expression has {len(text)} characters", f"Keep it under {LONGEST}.")
    return Formula(text, _Parser(text).run())


def number_of(expression: float | str, values: Mapping[str, float | str]) -> float:
    """Return the number that a cue or layer means: written down, or an expression over findings."""
    if not isinstance(expression, str):
        return float(expression)
    return _number(parse(expression).evaluate(values))


def is_true(expression: str, values: Mapping[str, float | str]) -> bool:
    """Return whether a `when` holds; an empty one always does."""
    if not expression.strip():
        return True
    value = parse(expression).evaluate(values)
    if not isinstance(value, bool):
        raise ExpressionError(f'"{expression}" is neither true nor false', "Compare it: stenosis >= 50.")
    return value


def walk(node: Node) -> Iterator[Node]:
    """Yield a node and all below it."""
    yield node
    for part in node.parts if isinstance(node, Operation) else ():
        yield from walk(part)


class _Parser:
    """Precedence climbing over the tokens of one expression."""

    def __init__(self, text: str) -> None:
        self.tokens = list(_TOKEN.finditer(text))
        self.end = len(text) + 1
        self.at = 0
        self.depth = 0

    def run(self) -> Node:
        node = self.operation(0)
        if self.at < len(self.tokens):
            raise self.unexpected()
        return node

    @property
    def word(self) -> str:
        return self.tokens[self.at].group() if self.at < len(self.tokens) else ""

    @property
    def column(self) -> int:
        return self.tokens[self.at].start() + 1 if self.at < len(self.tokens) else self.end

    def operation(self, least: int) -> Node:
        left = self.operand()
        while (sign := self.word) and _POWER.get(sign, 0) > least:
            power = _POWER[sign]
            self.at += 1
            left = Operation(sign, (left, self.operation(power)))
            if power == 4 and _POWER.get(self.word) == 4:
                raise ExpressionError(
                    f'two comparisons in a row at "{self.word}"', 'Join them with "and".', self.column
                )
        return left

    def operand(self) -> Node:
        word = self.word
        if word in _PREFIX_POWER:
            self.at += 1
            return Operation(word, (self.nested(_PREFIX_POWER[word]),))
        if word == "(":
            self.at += 1
            node = self.nested(0)
            self.expect(")")
            return node
        return self.atom()

    def atom(self) -> Node:
        token = self.tokens[self.at] if self.at < len(self.tokens) else None
        if token is None or token.lastgroup in ("sign", "stray") or token.group() in _POWER:
            raise self.unexpected()
        self.at += 1
        word = token.group()
        if token.lastgroup == "number":
            return Constant(float(word))
        if token.lastgroup == "text":
            return Constant(word[1:-1])
        if word in _FUNCTIONS and self.word == "(":
            return self.call(word)
        return Name(word)

    def call(self, function: str) -> Node:
        parts: list[Node] = []
        while not parts or self.word == ",":
            self.at += 1
            parts.append(self.nested(0))
        self.expect(")")
        return Operation(function, tuple(parts))

    def nested(self, least: int) -> Node:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise ExpressionError("the expression is nested too deeply", "Make it simpler.", self.column)
        node = self.operation(least)
        self.depth -= 1
        return node

    def expect(self, sign: str) -> None:
        if self.word != sign:
            raise ExpressionError(f'a "{sign}" is missing', "Close every parenthesis.", self.column)
        self.at += 1

    def unexpected(self) -> ExpressionError:
        word = self.word
        if not word:
            return ExpressionError("the expression ends too early", "Say what is compared.", self.column)
        if word in _INSTEAD:
            return ExpressionError(f'"{word}" is not known', f'Write "{_INSTEAD[word]}".', self.column)
        if word in "\"'":
            return ExpressionError("a text is not closed", "Put quotes on both sides.", self.column)
        hint = "Take it out, or put an operator such as and, or, ==, >= before it."
        return ExpressionError(f'"{word}" does not belong at character {self.column}', hint, self.column)


def _evaluate(node: Node, values: Mapping[str, float | str]) -> Value:
    if isinstance(node, Constant):
        return node.value
    if isinstance(node, Name):
        if node.id not in values:
            raise ExpressionError(f'"{node.id}" is not a finding', "Name a finding of this lesson.")
        return values[node.id]
    if node.sign in ("and", "or"):
        # The right side is not looked at where the left decides: it may rest on the left being true.
        first = _truth(_evaluate(node.parts[0], values))
        return first if first == (node.sign == "or") else _truth(_evaluate(node.parts[1], values))
    return _apply(node.sign, [_evaluate(part, values) for part in node.parts])


def _apply(sign: str, parts: list[Value]) -> Value:
    if sign == "not":
        return not _truth(parts[0])
    if sign in ("==", "!="):
        return _same(parts[0], parts[1]) == (sign == "==")
    numbers = [_number(part) for part in parts]
    if sign in _FUNCTIONS:
        return _FUNCTIONS[sign](numbers)
    if len(numbers) == 1:
        return -numbers[0]
    if sign in _COMPARISONS:
        return _COMPARISONS[sign](numbers[0], numbers[1])
    if sign == "/" and numbers[1] == 0:
        raise ExpressionError("this divides by zero", "Guard it: max(1, …).")
    return _ARITHMETIC[sign](numbers[0], numbers[1])


def _same(one: Value, other: Value) -> bool:
    if isinstance(one, str) != isinstance(other, str):
        raise ExpressionError(f"{one!r} and {other!r} are not of a kind", "Compare like with like.")
    return one == other


def _truth(value: Value) -> bool:
    if not isinstance(value, bool):
        raise ExpressionError(f"{value!r} is neither true nor false", "Compare it: stenosis >= 50.")
    return value


def _number(value: Value) -> float:
    if isinstance(value, bool | str):
        raise ExpressionError(f"{value!r} is not a number", "Calculate with numbers only.")
    return float(value)
