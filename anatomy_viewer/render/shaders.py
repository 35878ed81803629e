"""All shader text, and the uniforms that steer it.

One surface shader serves every tissue: its uniforms differ, its text does not, so that the driver compiles
it once. It brings its own studio of soft boxes, so that no table of light is made before the first picture
and a machine without a graphics card draws in half the time: a physically based surface with fine relief
under a wet film, light that wraps round and shines through, our own tone curve, the soft palette, the subdued
and the highlighted state, glass and x-ray. Tone mapping is done here and not in a pass: translucent parts,
headsets and plain windows then look alike, and the ground keeps its exact colour.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from anatomy_viewer.render.colors import NO_WASH
from anatomy_viewer.render.looks import Look

REST_ATTRIBUTE = "restMC"
EXPOSURE = 0.85
"""What the studio's light is multiplied with before the tone curve."""

_VERTEX_DECLARE = """//VTK::Normal::Dec
out vec3 grainMC;
"""
_VERTEX_DECLARE_REST = """//VTK::Normal::Dec
in vec3 restMC;
out vec3 grainMC;
"""

_NOISE = """//VTK::Normal::Dec
in vec3 grainMC;
float hashOf(ivec3 cell) {
  uvec3 v = uvec3(cell) * uvec3(1597334673u, 3812015801u, 2798796415u);
  uint h = (v.x ^ v.y ^ v.z) * 1597334677u;
  h ^= h >> 15; h *= 2246822519u; h ^= h >> 13;
  return float(h & 0x00ffffffu) / 16777215.0;
}
// The slope of value noise: (d/dx, d/dy, d/dz).
vec3 noiseSlope(vec3 p) {
  vec3 cell = floor(p); vec3 w = p - cell; ivec3 i = ivec3(cell);
  vec3 u = w * w * w * (w * (w * 6.0 - 15.0) + 10.0);
  vec3 du = 30.0 * w * w * (w * (w - 2.0) + 1.0);
  float a = hashOf(i), b = hashOf(i + ivec3(1, 0, 0)), c = hashOf(i + ivec3(0, 1, 0));
  float d = hashOf(i + ivec3(1, 1, 0)), e = hashOf(i + ivec3(0, 0, 1)), f = hashOf(i + ivec3(1, 0, 1));
  float g = hashOf(i + ivec3(0, 1, 1)), h = hashOf(i + ivec3(1, 1, 1));
  float k1 = b - a, k2 = c - a, k3 = e - a;
  float k4 = a - b - c + d, k5 = a - c - e + g, k6 = a - b - e + f, k7 = -a + b + c - d + e - f - g + h;
  return du * vec3(k1 + k4 * u.y + k6 * u.z + k7 * u.y * u.z,
                   k2 + k5 * u.z + k4 * u.x + k7 * u.z * u.x,
                   k3 + k6 * u.x + k5 * u.y + k7 * u.x * u.y);
}
"""

_RELIEF = """//VTK::Normal::Impl
  vec3 evenNormal = normalVCVSOutput;
  if (reliefHeight * (1.0 - gentleness) > 0.0) {
    vec3 p = grainMC / reliefGrain;
    vec3 slope = noiseSlope(p) + 0.6 * noiseSlope(p * 2.7 + 11.3);
    // The slope along the surface, from how place and relief change from pixel to pixel (Mikkelsen 2010,
    // "Bump mapping unparametrized surfaces on the GPU"): needs no matrix, and follows every morph.
    vec3 acrossX = dFdx(vertexVC.xyz), acrossY = dFdy(vertexVC.xyz);
    vec3 first = cross(acrossY, normalVCVSOutput), second = cross(normalVCVSOutput, acrossX);
    float area = dot(acrossX, first);
    vec3 rise = sign(area) * (dot(slope, dFdx(grainMC)) * first + dot(slope, dFdy(grainMC)) * second);
    // Less where the surface turns away: seen from the side, fine relief would only glitter.
    float height = reliefHeight * smoothstep(0.05, 0.6, abs(normalVCVSOutput.z));
    vec3 tilted = abs(area) * normalVCVSOutput - height * rise;
    if (dot(tilted, tilted) > 0.0) { normalVCVSOutput = normalize(tilted); }
  }
"""

_STUDIO = """
// sRGB to linear light and back, as polynomials: `pow` is slow where there is no graphics card.
vec3 toLinear(vec3 c) { return c * (c * (c * 0.305306011 + 0.682171111) + 0.012522878); }
vec3 toScreen(vec3 c) {
  vec3 root = sqrt(c), fourth = sqrt(root);
  return max(0.662002687 * root + 0.684122060 * fourth - 0.323583601 * sqrt(fourth) - 0.0225411470 * c, 0.0);
}
// A soft box of light as a mirror sees it: a rectangle whose edges blur with the mirror's roughness.
float pane(vec3 r, vec3 middle, vec3 across, vec2 size, float blur) {
  float ahead = dot(r, middle);
  vec2 place = abs(vec2(dot(r, across), dot(r, cross(middle, across)))) / max(ahead, 0.02);
  vec2 inside = 1.0 - smoothstep(size - blur, size + blur, place);
  return ahead > 0.0 ? inside.x * inside.y : 0.0;
}
// What a mirror of some roughness sees of the studio.
vec3 mirrored(vec3 r, float blur) {
  return vec3(0.27, 0.27, 0.28) + 0.16 * r.y * vec3(0.97, 1.0, 1.06)
    + vec3(5.2, 4.95, 4.65)
      * pane(r, vec3(-0.60, 0.62, 0.505), vec3(0.644, 0.765, 0.0), vec2(0.52, 0.34), blur)
    + vec3(1.2, 1.3, 1.45)
      * pane(r, vec3(0.80, 0.28, 0.53), vec3(-0.55, 0.0, 0.835), vec2(0.30, 0.62), blur)
    + vec3(2.8, 2.85, 3.0)
      * pane(r, vec3(0.25, 0.50, -0.83), vec3(0.957, 0.0, 0.288), vec2(0.50, 0.30), blur);
}
// Light that arrives from a direction, wrapped round the edge of shadow as far as flesh lets it through.
vec3 wrapped(vec3 n, vec3 source, vec3 through) {
  return max((dot(n, source) + through) / (1.0 + through), 0.0);
}
// What a matt white surface would send back of the studio's light.
vec3 gathered(vec3 n, vec3 through) {
  return vec3(0.30, 0.30, 0.31) + 0.13 * n.y * vec3(0.97, 1.0, 1.06)
    + vec3(1.46, 1.40, 1.33) * wrapped(n, vec3(-0.56, 0.60, 0.57), through)
    + vec3(0.40, 0.43, 0.47) * wrapped(n, vec3(0.86, 0.22, 0.46), through + 0.25)
    + vec3(0.22, 0.22, 0.23) * wrapped(n, vec3(0.25, 0.50, -0.83), through + 0.3);
}
// The gentle palette: pastel and matt, as in a drawing; what is as red as blood turns to dusty rose.
vec3 drawn(vec3 c) {
  float red = clamp(c.r - 0.5 * (c.g + c.b), 0.0, 1.0);
  c += red * vec3(-0.10, 0.11, 0.13);
  return c * 0.66 + vec3(0.345, 0.315, 0.300);
}
// How much a surface mirrors, as scale and offset of its facing reflectance (Karis 2014, "Physically based
// shading on mobile").
vec2 reflectance(float rough, float facing) {
  vec4 r = rough * vec4(-1.0, -0.0275, -0.572, 0.022) + vec4(1.0, 0.0425, 1.04, -0.04);
  float edge = min(r.x * r.x, exp2(-9.28 * facing)) * r.x + r.y;
  return vec2(-1.04, 1.04) * edge + r.zw;
}
"""

_LIT = """//VTK::Light::Impl
  {
    vec3 paint = min(diffuseColor@TEXTURE@ * wash, 1.0);
    vec3 hue = mix(paint, drawn(paint), gentleness);
    vec3 own = toLinear(hue);
    vec3 eye = normalize(-vertexVC.xyz);
    float facing = clamp(dot(normalVCVSOutput, eye), 0.02, 1.0);
    float edge = 1.0 - clamp(dot(evenNormal, eye), 0.0, 1.0);
    vec3 n = studioTurn * normalize(mix(normalVCVSOutput, eye, evenness));
    vec3 film = normalize(evenNormal + normalVCVSOutput);  // a wet film evens out the relief below it
    vec3 through = glowStrength * vec3(0.85, 0.30, 0.20);
    vec3 light = own * (1.0 - metal) * gathered(n, through);
    vec3 mirror = mix(vec3(0.035), own, metal);
    vec2 gloss = reflectance(roughness, facing);
    vec3 away = studioTurn * reflect(-eye, normalVCVSOutput);
    vec3 seenThere = mirrored(away, 1.2 * roughness * roughness + 0.1);
    light += (1.0 - 0.8 * gentleness) * (mirror * gloss.x + gloss.y) * seenThere;
    if (coat * (1.0 - gentleness) > 0.0) {
      float slant = 1.0 - clamp(dot(film, eye), 0.0, 1.0);
      float wet = coat * (1.0 - gentleness) * (0.05 + 0.75 * slant * slant * slant * slant * slant);
      light = light * (1.0 - wet) + wet * mirrored(studioTurn * reflect(-eye, film), coatBlur);
    }
    float rim = edge * edge * edge;
    light += glowStrength * own * vec3(0.10, 0.035, 0.025) * (1.0 + 2.0 * rim);
    light += rimStrength * rim * (0.35 * own + vec3(0.22, 0.20, 0.19));
    // A thin dark line where the surface turns away, as wide everywhere: what overlaps stays apart.
    float grazing = abs(dot(evenNormal, eye));
    light *= 1.0 - 0.55 * contour * (1.0 - smoothstep(0.4, 2.2, grazing / max(fwidth(grazing), 1e-5)));
    light *= exposure * dimming;
    // Khronos PBR Neutral: true to the colour, soft at the bright end.
    float low = min(light.r, min(light.g, light.b));
    light -= low < 0.08 ? low - 6.25 * low * low : 0.04;
    float peak = max(light.r, max(light.g, light.b));
    if (peak > 0.72) {
      float pressed = 1.0 - 0.0784 / (peak + 0.28 - 0.72);
      light = mix(light * pressed / peak, vec3(pressed), 1.0 - 1.0 / (0.15 * (peak - pressed) + 1.0));
    }
    vec3 seen = toScreen(max(light, vec3(0.0)));
    float grey = dot(seen, vec3(0.30, 0.59, 0.11));
    seen = mix(seen, mix(vec3(grey), seen, 0.62) * 0.79 + vec3(0.08, 0.07, 0.065), subdued);
    seen = mix(seen, sqrt(max(seen, vec3(0.0))) * vec3(1.07, 1.03, 0.98), 0.90 * emphasized);
    float solid = opacity;
    // Glass: a thin clear film, denser where it turns away, and fainter the deeper it lies.
    float ghostly = clamp((1.0 - opacity / density) / 0.6, 0.0, 1.0);
    float turned = 1.0 - abs(dot(evenNormal, eye));
    float nearness = mix(1.1, 0.4, clamp(gl_FragCoord.z, 0.0, 1.0));
    if (ghostly > 0.0) {
      float glint = smoothstep(0.55, 0.95, dot(seen, vec3(0.3, 0.59, 0.11)));
      vec3 glass = mix(seen, vec3(grey), 0.35) * 0.55 + vec3(0.36, 0.38, 0.40);
      seen = mix(seen, glass, 0.8 * ghostly);
      float film = (0.45 * opacity + 0.72 * turned * turned * mix(sqrt(turned), turned, 0.6)) * nearness
        + 0.30 * glint;
      solid = mix(opacity, clamp(film, 0.0, 1.0), ghostly);
    }
    if (xrayed > 0.0) {
      seen = mix(seen, mix(hue, vec3(dot(hue, vec3(0.30, 0.59, 0.11))), 0.15), xrayed);
      float line = (0.04 + 1.05 * turned * mix(turned, sqrt(turned), 0.2)) * nearness;
      solid = mix(solid, min(solid, 1.0) * clamp(line, 0.0, 1.0), xrayed);
    }
    fragOutput0 = vec4(seen, solid);
  }
"""

_CASING_VERTEX = """//VTK::PositionVC::Impl
  {
    vec3 toEye = vec3(MCVCMatrix[0].z, MCVCMatrix[1].z, MCVCMatrix[2].z);
    vec4 place = MCDCMatrix * vec4(vertexMC.xyz + normalize(normalMC) * casingWidth, 1.0);
    vec4 nearer = MCDCMatrix * vec4(vertexMC.xyz + normalize(normalMC) * casingWidth + toEye * liftDistance,
    1.0); gl_Position = vec4(place.xy, nearer.z / nearer.w * place.w, place.w);
  }
"""
_CASING_FRAGMENT = """//VTK::Light::Impl
  fragOutput0 = vec4(casingColor, casingOpacity);
"""
_LIFT_VERTEX = """//VTK::PositionVC::Impl
  if (liftDistance > 0.0) {
    vec3 toEye = vec3(MCVCMatrix[0].z, MCVCMatrix[1].z, MCVCMatrix[2].z);
    vec4 nearer = MCDCMatrix * vec4(vertexMC.xyz + toEye * liftDistance, 1.0);
    gl_Position.z = nearer.z / nearer.w * gl_Position.w;
  }
"""


def dress_surface(actor: Any, look: Look, *, has_rest: bool = False, textured: bool = False) -> None:
    """Give an actor the surface shader of its look.

    With `has_rest` the relief is anchored to the vertex attribute `restMC`, so that it does not swim while
    the part changes shape; otherwise to the points themselves.
    """
    shader = actor.GetShaderProperty()
    declare = _VERTEX_DECLARE_REST if has_rest else _VERTEX_DECLARE
    source = "restMC" if has_rest else "vertexMC.xyz"
    anchor = f"//VTK::Normal::Impl\n  grainMC = {source};\n"
    shader.AddVertexShaderReplacement("//VTK::Normal::Dec", True, declare, False)
    shader.AddVertexShaderReplacement("//VTK::Normal::Impl", True, anchor, False)
    shader.AddVertexShaderReplacement("//VTK::PositionVC::Impl", True, _LIFT_VERTEX, False)
    shader.AddFragmentShaderReplacement("//VTK::Normal::Dec", True, _NOISE + _STUDIO, False)
    if textured:  # VTK would multiply the finished colour
        shader.AddFragmentShaderReplacement("//VTK::TCoord::Impl", True, "", False)
    # After VTK's own text: that is where the normal has been read and turned to the viewer.
    shader.AddFragmentShaderReplacement("//VTK::Normal::Impl", False, _RELIEF, False)
    color = " * texture(actortexture, tcoordVCVSOutput).rgb" if textured else ""
    shader.AddFragmentShaderReplacement("//VTK::Light::Impl", False, _LIT.replace("@TEXTURE@", color), False)
    shader.GetVertexCustomUniforms().SetUniformf("liftDistance", 0.0)
    turn_studio((actor,), np.eye(3))
    uniforms_of(actor).SetUniform3f("wash", NO_WASH)
    steer(actor, reliefHeight=look.bump, reliefGrain=look.grain, rimStrength=look.rim, glowStrength=look.glow)
    steer(actor, roughness=look.roughness, coat=look.coat, metal=look.metallic, density=look.opacity)
    steer(actor, coatBlur=0.05 + 0.5 * look.coat_roughness**2)
    steer(
        actor,
        contour=1.0,
        evenness=0.0,
        dimming=1.0,
        exposure=EXPOSURE,
        gentleness=0.0,
        subdued=0.0,
        emphasized=0.0,
        xrayed=0.0,
    )


def uniforms_of(actor: Any) -> Any:
    """What holds the uniforms of an actor's surface shader, to be kept by who sets them often."""
    return actor.GetShaderProperty().GetFragmentCustomUniforms()


def steer(actor: Any, **uniforms: float) -> None:
    """Set uniforms of the surface shader by name."""
    held = uniforms_of(actor)
    for name, value in uniforms.items():
        held.SetUniformf(name, value)


def turn_studio(actors: Iterable[Any], turn: NDArray[np.float64]) -> None:
    """Set the rotation (3, 3) from the camera's axes to the studio's."""
    columns = turn.T.ravel().tolist()
    for actor in actors:
        uniforms_of(actor).SetUniformMatrix3x3("studioTurn", columns)


def lift(actor: Any, distance: float) -> None:
    """Draw an actor as if it lay `distance` mm nearer to the eye, in depth only: it comes out of its bed."""
    actor.GetShaderProperty().GetVertexCustomUniforms().SetUniformf("liftDistance", distance)


def dress_casing(actor: Any, color: tuple[float, float, float], opacity: float = 1.0) -> None:
    """Turn an actor (front faces culled) into a flat line round a part, `casingWidth` mm wide."""
    shader = actor.GetShaderProperty()
    shader.AddVertexShaderReplacement("//VTK::PositionVC::Impl", True, _CASING_VERTEX, False)
    shader.AddFragmentShaderReplacement("//VTK::Light::Impl", False, _CASING_FRAGMENT, False)
    fragment = shader.GetFragmentCustomUniforms()
    fragment.SetUniform3f("casingColor", color)
    fragment.SetUniformf("casingOpacity", opacity)
    set_casing(actor, 0.0, 0.0)


def set_casing(actor: Any, width: float, distance: float) -> None:
    """Set the width of a casing and how far it is lifted towards the eye, mm."""
    vertex = actor.GetShaderProperty().GetVertexCustomUniforms()
    vertex.SetUniformf("casingWidth", width)
    vertex.SetUniformf("liftDistance", distance)
