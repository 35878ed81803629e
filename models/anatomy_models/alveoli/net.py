"""The net of fine vessels on the air sacs: meshes of a net drawn on the sacs' outside.

The meshes are the borders of even cells spread over the outside (a Voronoi diagram on the surface). The
blood's colour along the net comes from how far it has come from where it enters to where it leaves.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import connected_components
from scipy.sparse.linalg import spsolve
from scipy.spatial import cKDTree

from anatomy_models.alveoli.shape import GAP, Shape, spread
from anatomy_models.kit.grid import Array, Grid
from anatomy_models.kit.isosurface import extract

RADIUS = 0.0064
"""Radius of a fine vessel: a little wider than in life, to be seen."""
CELL_AREA = 0.0078
"""Room of one mesh of the net, mm2."""
CRUMB = 100
"""A piece of the net with fewer nodes is left out."""


@dataclass(frozen=True)
class Net:
    """Where the fine vessels run.

    Attributes:
        nodes: (n, 3) places where vessels meet.
        edges: (m, 2) which of them a vessel joins.
    """

    nodes: Array
    edges: Array


def height(shape: Shape) -> Array:
    """How far each place of the grid is outside the sacs and the bronchiole (mm): the field a net lies on."""
    return np.asarray(np.minimum(shape.outside, shape.duct), np.float32)


def make_net(shape: Shape) -> Net:
    """Draw the net on the sacs' outside."""
    coarse = shape.grid.coarser(2)
    surface = extract(coarse, shape.outside[::2, ::2, ::2] - RADIUS - GAP)
    kept = coarse.sample(shape.duct[::2, ::2, ::2], surface.points) > 2.2 * RADIUS
    faces = surface.faces[kept[surface.faces].all(axis=1)]
    weights, area = _areas(surface.points, faces)
    used = weights > 0
    seeds = spread(surface.points[used], weights[used], round(area / CELL_AREA), rounds=12)
    label = cKDTree(seeds).query(surface.points)[1]
    nodes, edges = _borders(surface.points, faces, label)
    for _ in range(2):
        nodes = _laid_on(shape.grid, height(shape), _evened(nodes, edges), RADIUS + GAP)
    return _whole(Net(nodes, edges))


def _areas(points: Array, faces: Array) -> tuple[Array, float]:
    """The area around each point, and of all."""
    corner = points[faces]
    areas = np.linalg.norm(np.cross(corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0]), axis=1) / 2
    return np.bincount(faces.ravel(), np.repeat(areas / 3, 3), len(points)), float(areas.sum())


def _borders(points: Array, faces: Array, label: Array) -> tuple[Array, Array]:
    """Places where three cells meet, and which of them share a border."""
    kinds = np.sort(label[faces], axis=1)
    meeting = (kinds[:, 0] < kinds[:, 1]) & (kinds[:, 1] < kinds[:, 2])
    triples, where = np.unique(kinds[meeting], axis=0, return_inverse=True)
    middles = points[faces[meeting]].mean(axis=1)
    count = np.bincount(where.ravel())
    nodes = np.stack([np.bincount(where.ravel(), x) / count for x in middles.T], axis=1)
    pairs = np.concatenate([triples[:, [0, 1]], triples[:, [1, 2]], triples[:, [0, 2]]])
    owner = np.tile(np.arange(len(triples)), 3)
    _, which, sizes = np.unique(pairs, axis=0, return_inverse=True, return_counts=True)
    order = np.argsort(which.ravel(), kind="stable")
    starts = np.cumsum(sizes) - sizes
    two = starts[sizes == 2]
    return nodes, np.stack([owner[order[two]], owner[order[two + 1]]], axis=1)


def _evened(nodes: Array, edges: Array) -> Array:
    """Nodes halfway between where they were and the middle of their neighbours."""
    total, count = np.zeros_like(nodes), np.zeros(len(nodes))
    for here, there in (edges.T, edges.T[::-1]):
        np.add.at(total, here, nodes[there])
        np.add.at(count, here, 1)
    mean = total / np.maximum(count, 1)[:, None]
    return np.where(count[:, None] > 0, (nodes + mean) / 2, nodes)


def _whole(net: Net) -> Net:
    """The net of each sleeve, without crumbs that hang on nothing."""
    links = sparse.coo_matrix((np.ones(len(net.edges)), net.edges.T), (len(net.nodes),) * 2)
    piece = connected_components(links, directed=False)[1]
    kept = (np.bincount(piece) >= CRUMB)[piece]
    place = np.cumsum(kept) - 1
    return Net(net.nodes[kept], place[net.edges[kept[net.edges].all(axis=1)]])


def _laid_on(grid: Grid, field: Array, points: Array, level: float | Array, rounds: int = 4) -> Array:
    """Points moved to where a field has the value `level`."""
    for _ in range(rounds):
        slope = grid.gradient(field, points)
        apart = grid.sample(field, points) - level
        points = points - slope * (apart / np.maximum((slope**2).sum(axis=1), 0.25))[:, None]
    return points


def laid_outside(grid: Grid, field: Array, points: Array, level: Array) -> Array:
    """Points of a path nowhere nearer to a solid than `level`, and smooth."""
    out = points
    for _ in range(6):
        low = grid.sample(field, out) < level
        out = np.where(low[:, None], _laid_on(grid, field, out, level, 2), out)
        out[1:-1] = (out[:-2] + 2 * out[1:-1] + out[2:]) / 4
    return out


def courses(shape: Shape, net: Net, pieces: int = 4) -> Array:
    """(m, pieces + 1, 3) the course of every fine vessel, along the sacs' outside."""
    t = np.linspace(0, 1, pieces + 1)[None, :, None]
    a, b = (net.nodes[net.edges[:, end]][:, None] for end in (0, 1))
    straight = (a + (b - a) * t).reshape(-1, 3)
    return _laid_on(shape.grid, height(shape), straight, RADIUS + GAP).reshape(-1, pieces + 1, 3)


def round_lines(grid: Grid, starts: Array, ends: Array, radii: Array, reach: float) -> Array:
    """The field of many round bars from `starts` to `ends` (n, 3), each with two radii (n, 2)."""
    out = grid.full(1.0)
    axes = [axis.ravel() for axis in grid.axes]
    for a, b, (ra, rb) in zip(starts, ends, radii, strict=True):
        room = max(ra, rb) + reach
        box = grid.slices(np.minimum(a, b) - room, np.maximum(a, b) + room)
        x, y, z = np.meshgrid(
            *(axis[part] for axis, part in zip(axes, box, strict=True)), sparse=True, indexing="ij"
        )
        x, y, z = x - np.float32(a[0]), y - np.float32(a[1]), z - np.float32(a[2])
        way = (b - a).astype(np.float32)
        t = np.clip((x * way[0] + y * way[1] + z * way[2]) / max(float(way @ way), 1e-12), 0, 1)
        far = np.sqrt((x - t * way[0]) ** 2 + (y - t * way[1]) ** 2 + (z - t * way[2]) ** 2)
        out[box] = np.minimum(out[box], far - (np.float32(ra) + np.float32(rb - ra) * t))
    return out


def oxygen(net: Net, arriving: Sequence[int], leaving: Sequence[int]) -> Array:
    """(n,) how far the blood at each node has come: 0 where it arrives, 1 where it leaves.

    The even flow from the ones to the others (Laplace's equation on the net), stretched to fill 0 to 1.
    """
    count = len(net.nodes)
    i, j = net.edges.T
    links = sparse.coo_matrix((np.ones(len(i)), (i, j)), (count, count)).tocsr()
    links = links + links.T
    laplace = (sparse.diags(np.asarray(links.sum(axis=1)).ravel()) - links).tolil()
    right = np.zeros(count)
    for nodes, value in ((arriving, 0.0), (leaving, 1.0)):
        for node in nodes:
            laplace.rows[node], laplace.data[node] = [int(node)], [1.0]
            right[node] = value
    values = spsolve(laplace.tocsc(), right)
    order = np.argsort(np.argsort(values)) / max(count - 1, 1)
    return np.asarray(np.clip(0.45 * values + 0.55 * order, 0, 1))
