"""The artery that brings dark blood to the air sacs and the vein that takes bright blood away.

The artery comes with the bronchiole and branches over the middle of the piece; the vein gathers at its
border. Each is a tree of shortest ways along the meshes of the net, a branch as thick as the twigs it
feeds ask for (Murray's law).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import dijkstra

from anatomy_models.alveoli.net import RADIUS, Net, laid_outside
from anatomy_models.alveoli.shape import GAP
from anatomy_models.kit.field import curve
from anatomy_models.kit.grid import Array, Grid

Way = tuple[tuple[float, float, float], ...]
TWIGS = 18
"""How many twigs a tree ends in."""
TRUNK_RADIUS = 0.056
ARTERIOLE: tuple[Way, Way] = (
    ((-0.17, 0.27, 1.02), (-0.14, 0.30, 0.78), (-0.15, 0.29, 0.55), (-0.16, 0.30, 0.36), (-0.20, 0.33, 0.18)),
    ((-0.15, 0.29, 0.55), (-0.07, 0.31, 0.40), (0.08, 0.29, 0.28), (0.20, 0.28, 0.16)),
)
VENULE: tuple[Way, Way] = (
    ((0.32, -0.02, 1.02), (0.35, 0.03, 0.80), (0.37, 0.04, 0.60), (0.52, 0.10, 0.46), (0.62, 0.22, 0.27)),
    (
        (0.37, 0.04, 0.60),
        (0.22, -0.26, 0.48),
        (-0.16, -0.32, 0.40),
        (-0.44, -0.12, 0.32),
        (-0.54, 0.12, 0.16),
    ),
)
"""Course of the trunk to the one sleeve, and of its branch to the other."""


@dataclass(frozen=True)
class Tree:
    """A branching vessel.

    Attributes:
        starts: (k, 3) where each of its pieces begins.
        ends: (k, 3) where it ends.
        radii: (k, 2) how thick it is there.
        tips: Nodes of the net that its twigs reach.
        used: All nodes of the net that it runs over.
    """

    starts: Array
    ends: Array
    radii: Array
    tips: tuple[int, ...]
    used: Array


@dataclass(frozen=True)
class Ground:
    """What a vessel is laid upon: a net, and a field (mm) that it stays outside of."""

    net: Net
    grid: Grid
    field: Array


def make_tree(ground: Ground, ways: tuple[Way, Way], taken: Array) -> Tree:
    """Grow a vessel over the net, around the nodes that another has taken."""
    net = ground.net
    roots = [int(np.argmin(np.linalg.norm(net.nodes - way[-1], axis=1))) for way in ways]
    before, far = _shortest(net, roots, taken)
    tips = _tips(net, far)
    load = np.zeros(len(net.nodes))
    for tip in tips:
        for node in _back(before, tip):
            load[node] += 1
    lines = _branches(net, tips, before, load)
    lines += _trunks(ways, net.nodes[roots], _radius(load[roots]))
    pieces = [_pieces(ground, line, radius) for line, radius in lines]
    starts, ends, radii = (np.vstack(group) for group in zip(*pieces, strict=True))
    return Tree(starts, ends, radii, tips, np.flatnonzero(load))


def _radius(load: Array) -> Array:
    """Thickness of a branch by how many twigs it feeds."""
    return np.asarray(1.45 * RADIUS * np.maximum(load, 0.3) ** (1 / 2.7))


def _shortest(net: Net, roots: list[int], taken: Array) -> tuple[Array, Array]:
    """For each node the one before it on the way from a root (negative at a root), and how far it is."""
    cost = np.linalg.norm(net.nodes[net.edges[:, 0]] - net.nodes[net.edges[:, 1]], axis=1)
    cost = cost * np.where(np.isin(net.edges, taken).any(axis=1), 6.0, 1.0)
    links = sparse.coo_matrix((cost, net.edges.T), (len(net.nodes),) * 2)
    far, before, _ = dijkstra(links, directed=False, indices=roots, return_predecessors=True, min_only=True)
    return before, far


def _back(before: Array, node: int) -> list[int]:
    """The nodes on the way back to a root."""
    way = [node]
    while before[way[-1]] >= 0:
        way.append(int(before[way[-1]]))
    return way


def _tips(net: Net, far: Array) -> tuple[int, ...]:
    """Nodes far from each other, in the nearer half of the net."""
    allowed = np.flatnonzero((far < np.quantile(far, 0.55)) & (far > 0.1))
    chosen = [int(allowed[np.argmax(far[allowed])])]
    apart = np.full(len(allowed), np.inf)
    for _ in range(TWIGS - 1):
        apart = np.minimum(apart, np.linalg.norm(net.nodes[allowed] - net.nodes[chosen[-1]], axis=1))
        chosen.append(int(allowed[np.argmax(apart)]))
    return tuple(chosen)


def _branches(net: Net, tips: tuple[int, ...], before: Array, load: Array) -> list[tuple[Array, Array]]:
    """Line and thickness of each tip's way, as far as another way has not been there before."""
    lines: list[tuple[Array, Array]] = []
    done: set[int] = set()
    for tip in tips:
        way = _back(before, tip)
        own = next((i + 1 for i, node in enumerate(way) if node in done), len(way))
        done.update(way)
        if own > 1:
            thick = _radius(load[way[:own]])
            thick[-1] = thick[-2]
            lines.append((_finer(net.nodes[way[:own]]), np.interp(_places(own), np.arange(own), thick)))
    return lines


def _places(count: int, finer: int = 4) -> Array:
    return np.linspace(0, count - 1, finer * (count - 1) + 1)


def _finer(nodes: Array) -> Array:
    """A path with more points, its corners rounded, its ends kept."""
    line = np.stack([np.interp(_places(len(nodes)), np.arange(len(nodes)), x) for x in nodes.T], axis=1)
    for _ in range(6):
        line[1:-1] = (line[:-2] + 2 * line[1:-1] + line[2:]) / 4
    return line


def _trunks(ways: tuple[Way, Way], roots: Array, ends: Array) -> list[tuple[Array, Array]]:
    """The trunk and its branch, down to the nodes where they reach the net."""
    out = []
    for way, root, end, start in zip(ways, roots, ends, (TRUNK_RADIUS, 0.8 * TRUNK_RADIUS), strict=True):
        line = curve(np.vstack([np.array(way), root]), 40)
        out.append((line, np.interp(np.linspace(0, 1, 40), [0, 0.6, 1], [start, 0.75 * start, float(end)])))
    return out


def _pieces(ground: Ground, line: Array, radius: Array) -> tuple[Array, Array, Array]:
    """A line laid outside of everything, as pieces."""
    laid = laid_outside(ground.grid, ground.field, line, radius + GAP)
    return laid[:-1], laid[1:], np.stack([radius[:-1], radius[1:]], axis=1)
