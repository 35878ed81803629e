"""All shader text, and the uniforms that steer it.

One surface shader serves every tissue: its uniforms differ, its text does not, so that the driver compiles
it once. It adds to VTK's physically based shader a fine relief, a wrapped rim, light shining through, our
own tone curve, the soft palette, the subdued and the highlighted state, and the ghost. Tone mapping is done
here and not in a pass: translucent parts, headsets and plain windows then look alike, and the ground keeps
its exact colour.
"""

from __future__ import annotations

from typing import Any

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
  if (reliefHeight > 0.0) {
    vec3 p = grainMC / reliefGrain;
    vec3 slope = noiseSlope(p) + 0.6 * noiseSlope(p * 2.7 + 11.3);
    // The slope along the surface, from how place and relief change from pixel to pixel (Mikkelsen 2010,
    // "Bump mapping unparametrized surfaces on the GPU"): needs no matrix, and follows every morph.
    vec3 acrossX = dFdx(vertexVC.xyz), acrossY = dFdy(vertexVC.xyz);
    vec3 first = cross(acrossY, normalVCVSOutput), second = cross(normalVCVSOutput, acrossX);
    float area = dot(acrossX, first);
    vec3 rise = sign(area) * (dot(slope, dFdx(grainMC)) * first + dot(slope, dFdy(grainMC)) * second);
    vec3 tilted = abs(area) * normalVCVSOutput - reliefHeight * rise;
    if (dot(tilted, tilted) > 0.0) { normalVCVSOutput = normalize(tilted); }
  }
"""

_FINISH = """//VTK::Light::Impl
  {
    vec3 light = max(color, vec3(0.0));  // before VTK's own gamma, which falls away
    float facing = clamp(abs(evenNormal.z), 0.0, 1.0);
    float edge = pow(1.0 - facing, 3.0);
    vec3 own = albedo;
    light += glowStrength * own * vec3(0.10, 0.035, 0.025) * (1.0 + 2.0 * edge);
    light += rimStrength * edge * (0.35 * own + vec3(0.22, 0.20, 0.19));
    light *= exposure;
    // Khronos PBR Neutral: true to the colour, soft at the bright end.
    float low = min(light.r, min(light.g, light.b));
    light -= low < 0.08 ? low - 6.25 * low * low : 0.04;
    float peak = max(light.r, max(light.g, light.b));
    if (peak > 0.72) {
      float pressed = 1.0 - 0.0784 / (peak + 0.28 - 0.72);
      light = mix(light * pressed / peak, vec3(pressed), 1.0 - 1.0 / (0.15 * (peak - pressed) + 1.0));
    }
    vec3 seen = pow(max(light, vec3(0.0)), vec3(1.0 / 2.2));
    float grey = dot(seen, vec3(0.30, 0.59, 0.11));
    vec3 soft = mix(vec3(grey), seen, 0.94) * 0.70 + vec3(0.285, 0.258, 0.240);
    seen = mix(seen, soft, gentleness);
    grey = dot(seen, vec3(0.30, 0.59, 0.11));
    seen = mix(seen, mix(vec3(grey), seen, 0.60) * 0.86 + vec3(0.085), subdued);
    seen = mix(seen, sqrt(max(seen, vec3(0.0))) * vec3(1.05, 1.02, 0.98), 0.55 * emphasized);
    float solid = opacity;
    // Glass: a thin clear film, denser where it turns away, and fainter the deeper it lies.
    float turned = 1.0 - clamp(abs(dot(evenNormal, normalize(vertexVC.xyz))), 0.0, 1.0);
    float nearness = mix(1.1, 0.4, clamp(gl_FragCoord.z, 0.0, 1.0));
    if (ghostly > 0.0) {
      float glint = smoothstep(0.55, 0.95, dot(seen, vec3(0.3, 0.59, 0.11)));
      vec3 glass = mix(seen, vec3(grey), 0.35) * 0.55 + vec3(0.36, 0.38, 0.40);
      seen = mix(seen, glass, 0.8 * ghostly);
      float film = (0.45 * opacity + 0.72 * pow(turned, 2.8)) * nearness + 0.30 * glint;
      solid = mix(opacity, clamp(film, 0.0, 1.0), ghostly);
    }
    if (xrayed > 0.0) {
      vec3 tint = pow(own, vec3(1.0 / 2.2));
      seen = mix(seen, mix(tint, vec3(dot(tint, vec3(0.30, 0.59, 0.11))), 0.15), xrayed);
      float line = (0.04 + 1.05 * pow(turned, 1.9)) * nearness;
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


def dress_surface(actor: Any, look: Look, *, has_rest: bool = False) -> None:
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
    shader.AddFragmentShaderReplacement("//VTK::Normal::Dec", True, _NOISE, False)
    # After VTK's own text: that is where the normal has been read and turned to the viewer.
    shader.AddFragmentShaderReplacement("//VTK::Normal::Impl", False, _RELIEF, False)
    shader.AddFragmentShaderReplacement("//VTK::Light::Impl", False, _FINISH, False)
    shader.GetVertexCustomUniforms().SetUniformf("liftDistance", 0.0)
    steer(actor, reliefHeight=look.bump, reliefGrain=look.grain, rimStrength=look.rim, glowStrength=look.glow)
    steer(actor, exposure=EXPOSURE, gentleness=0.0, subdued=0.0, emphasized=0.0, ghostly=0.0, xrayed=0.0)


def steer(actor: Any, **uniforms: float) -> None:
    """Set uniforms of the surface shader by name."""
    held = actor.GetShaderProperty().GetFragmentCustomUniforms()
    for name, value in uniforms.items():
        held.SetUniformf(name, value)


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
