"""A solid cut into named parts: crisp borders, a hair's breadth between neighbours, every part closed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from manifold3d import Manifold, Mesh

from anatomy_models.kit.built import Floats, Ints
from anatomy_models.kit.surface import Surface, vertex_normals

GAP = 0.01  # mm that each side of a border draws back


@dataclass(frozen=True)
class Piece:
    """A closed solid cut from a bigger one.

    Attributes:
        surface: Its triangles; points on a border occur once for each smooth side.
        origin: (n,) which tool made the surface at each point: 0 the solid's own skin, others as given.
        twin: (n,) where a cut meets the skin, the point of the skin at the same place; itself elsewhere.
    """

    surface: Surface
    origin: Ints
    twin: Ints


class Block:
    """A solid being cut up; remembers which of its surfaces came from which tool."""

    def __init__(self, manifold: Manifold, tools: dict[int, int]) -> None:
        self.manifold = manifold
        self._tools = tools

    @staticmethod
    def of(surface: Surface, tool: int = 0) -> Block:
        """A block from a closed surface; raises ValueError where it is not closed."""
        mesh = Mesh(
            np.ascontiguousarray(surface.points, np.float32), np.ascontiguousarray(surface.faces, np.uint32)
        )
        manifold = Manifold(mesh)
        if manifold.is_empty():
            raise ValueError(f"not a closed surface ({len(surface.faces)} triangles): {manifold.status()}")
        manifold = manifold.as_original()
        return Block(manifold, {manifold.original_id(): tool})

    @staticmethod
    def cylinder(centre: Floats, way: Floats, radius: float, length: float, tool: int) -> Block:
        """A round bar from `centre` along `way`."""
        e1 = np.cross(way, [0.3, 0.5, 0.8])
        e1 = e1 / np.linalg.norm(e1)
        turn = np.stack([e1, np.cross(way, e1), way, centre], 1)
        bar = Manifold.cylinder(length, radius, circular_segments=48).transform(turn).as_original()
        return Block(bar, {bar.original_id(): tool})

    def split(self, knife: Block) -> tuple[Block, Block]:
        """What lies inside the knife, and what remains."""
        inside, rest = self.manifold.split(knife.manifold)
        tools = self._tools | knife._tools
        return Block(inside, tools), Block(rest, tools)

    def minus(self, other: Block) -> Block:
        """The block without another solid."""
        return Block(self.manifold - other.manifold, self._tools | other._tools)

    def plus(self, other: Block) -> Block:
        """The union with another block."""
        return Block(self.manifold + other.manifold, self._tools | other._tools)

    def largest(self, share: float = 0.03) -> tuple[Block, list[Block]]:
        """The block without crumbs (components below `share` of the largest), and the crumbs."""
        parts = self.manifold.decompose()
        volumes = np.array([part.volume() for part in parts])
        big = volumes >= share * volumes.max()
        kept = Manifold.compose([part for part, ok in zip(parts, big, strict=True) if ok])
        crumbs = [Block(part, self._tools) for part, ok in zip(parts, big, strict=True) if not ok]
        return Block(kept, self._tools), crumbs

    def piece(self) -> Piece:
        """The block's triangles, split along the borders, borders drawn back by GAP."""
        mesh = self.manifold.to_mesh()
        points = np.asarray(mesh.vert_properties, np.float64)[:, :3]
        faces = np.asarray(mesh.tri_verts, np.int64)
        source = np.zeros(len(faces), np.int64)
        ends = np.asarray(mesh.run_index, np.int64) // 3
        for original, first, last in zip(mesh.run_original_id, ends[:-1], ends[1:], strict=True):
            source[first:last] = self._tools[int(original)]
        return _creased(points, faces, source)


def _creased(points: Floats, faces: Ints, source: Ints) -> Piece:
    """Points doubled where two tools meet; those a knife made drawn back along its normal."""
    keys = faces * 64 + source[:, None]
    unique, corners = np.unique(keys, return_inverse=True)
    place, origin = unique // 64, unique % 64
    surface = Surface(points[place], corners.reshape(-1, 3).astype(np.int32))
    cut = origin > 0
    twin = np.arange(len(place))
    skin = np.full(len(points), -1)
    skin[place[~cut]] = twin[~cut]
    meets = cut & (skin[place] >= 0)
    twin[meets] = skin[place[meets]]
    normals = vertex_normals(surface.points, surface.faces)
    back = np.zeros_like(points)
    # The rim stays where the skin is, so that no crack shows; behind it the two sides part.
    inner = cut & ~meets
    np.add.at(back, place[inner], -GAP * normals[inner])
    return Piece(surface.moved(surface.points + back[place]), origin, twin)
