"""The picture in words: known views of the shipped heart and artery, told in three languages."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from vtkmodules.vtkRenderingCore import vtkRenderer

from anatomy_viewer.cli_picture import add_picture_command
from anatomy_viewer.content.built import ensure_built, glb_path
from anatomy_viewer.content.library import Library
from anatomy_viewer.render.meshes import MeshStore
from anatomy_viewer.render.painter import ScenePainter
from anatomy_viewer.render.seeing import label_point, seen_parts
from anatomy_viewer.scene.description import sought_parts
from anatomy_viewer.scene.state import MeasureState, StrokeState
from anatomy_viewer.session.audience import Audience
from anatomy_viewer.session.clock import ManualClock
from anatomy_viewer.session.session import Session
from anatomy_viewer.session.telling import told

SIZE = (762, 548)
NBSP = "\u00a0"

Do = Callable[[Session], object]


@cache
def library() -> Library:
    return Library.load()


@pytest.fixture(scope="module")
def painter() -> Iterator[ScenePainter]:
    models = [library().models[name] for name in ("heart", "coronary_artery")]
    for model in models:
        ensure_built(model)
    store = MeshStore.of(models, glb_path)
    held = ScenePainter(vtkRenderer(), store)
    yield held
    held.release()
    store.close()


def told_in(painter: ScenePainter, language: str, level: str, step: str, do: Do) -> str:
    """What is told of a step after something was done to it; 70 % narrowed, all movement at its end."""
    clock = ManualClock()
    audience = Audience(language, level, less_movement=True)
    session = Session(library(), clock=clock, audience=audience)
    session.open("coronary_artery_disease")
    session.set_finding("stenosis", 70)
    session.seek(step)
    clock.advance(3600.0)
    session.tick()
    do(session)
    painter.paint(session.scene.stage)
    seen = seen_parts(painter, SIZE, sought_parts(session.scene.stage))
    return " ".join(told(session, seen)).replace(NBSP, " ")


def nothing(session: Session) -> None:
    """Leave the picture as the step shows it."""


def seen_from(view: str) -> Do:
    return lambda session: session.look_from(view)


def turned(session: Session) -> None:
    camera = session.scene.stage.camera
    session.look_from(replace(camera, direction=(-0.7, 0.7, 0.1), up=(0.0, 0.0, 1.0)))


def moved_away(session: Session) -> None:
    session.look_from(replace(session.scene.stage.camera, focal=(0.0, 0.0, 900.0)))


def nearer(session: Session) -> None:
    camera = session.scene.stage.camera
    session.look_from(replace(camera, focal=(-30.0, 20.0, -10.0), height=0.3 * camera.height))


def without_the_aorta(session: Session) -> None:
    session.hide("heart/aorta")
    session.fade("heart/left_ventricle")


def wiped(session: Session) -> None:
    session.compare("before")
    session.set_layout("wipe")


def marked(session: Session) -> None:
    session.measure(MeasureState((0.0, 0.0, 0.0), (12.3, 0.0, 0.0)))
    line = ((0.0, 0.0, 0.0), (9.0, 0.0, 0.0))
    session.draw(StrokeState(line, "accent", 4.0, camera=session.scene.stage.camera))


STATES: dict[str, tuple[str, str, Do]] = {
    "the step's own view": ("your_heart", "plain", nothing),
    "from behind": ("your_heart", "standard", seen_from("behind")),
    "turned by hand": ("your_heart", "detailed", turned),
    "from below": ("your_heart", "plain", seen_from("below")),
    "cut open": ("your_heart", "standard", seen_from("inside")),
    "many highlighted, many faded": ("its_arteries", "plain", nothing),
    "one highlighted with its value": ("narrowing", "plain", nothing),
    "the highlighted one is hidden": ("narrowing", "standard", seen_from("behind")),
    "isolated": ("your_heart", "plain", lambda session: session.isolate("heart/coronaries")),
    "hidden and faded": ("your_heart", "plain", without_the_aorta),
    "x-ray": ("narrowing", "plain", lambda session: session.xray()),
    "moved apart": ("your_heart", "standard", lambda session: session.explode(1.0)),
    "peeled": ("your_heart", "plain", lambda session: session.peel(2)),
    "a close-up": ("your_heart", "plain", nearer),
    "nothing in the picture": ("your_heart", "plain", moved_away),
    "a piece cut open": ("plaque", "plain", nothing),
    "a piece closed": ("plaque", "plain", lambda session: session.cut(None)),
    "after a treatment": ("stent", "standard", nothing),
    "side by side": ("narrowing", "plain", lambda session: session.compare("healthy")),
    "one over the other": ("stent", "plain", wiped),
    "measured and drawn on": ("your_heart", "plain", marked),
}
"""Step, level and what is done to the picture."""

TOLD: dict[str, tuple[str, str, str]] = {
    "the step's own view": (
        "Your heart, seen from the front. The right of the picture is towards your left. In the picture: "
        "right lower chamber, at the bottom; main artery (aorta), at the top; left lower chamber, at the "
        "lower right; small pouch of the right upper chamber, on the left.",
        "Vue de face : votre cœur. La droite de l’image est tournée vers votre gauche. Sur l’image : "
        "cavité basse droite, en bas ; grande artère (aorte), en haut ; cavité basse gauche, en bas à "
        "droite ; petite poche de la cavité haute droite, à gauche.",
        "Ditt hjärta, framifrån. Bildens högra sida vetter mot din vänstra sida. På bilden: höger nedre "
        "kammare, nedtill; stora kroppspulsådern (aorta), upptill; vänster nedre kammare, nere till "
        "höger; liten ficka på höger övre rum, till vänster.",
    ),
    "from behind": (
        "The heart, seen from behind. The right of the picture is towards the patient’s right. In the "
        "picture: aorta, at the top; left ventricle, at the lower left; right ventricle, at the bottom; "
        "left atrium, in the middle; lower vena cava, at the lower right; upper vena cava, at the upper "
        "right.",
        "Vue de dos : le cœur. La droite de l’image est tournée vers la droite du patient. Sur l’image : "
        "aorte, en haut ; ventricule gauche, en bas à gauche ; ventricule droit, en bas ; oreillette "
        "gauche, au milieu ; veine cave inférieure, en bas à droite ; veine cave supérieure, en haut à "
        "droite.",
        "Hjärtat, bakifrån. Bildens högra sida vetter mot patientens högra sida. På bilden: aorta, "
        "upptill; vänster kammare, nere till vänster; höger kammare, nedtill; vänster förmak, i mitten; "
        "nedre hålvenen, nere till höger; övre hålvenen, uppe till höger.",
    ),
    "turned by hand": (
        "The heart, seen from the patient’s left and from the front. The right of the picture is towards "
        "the patient’s left and the back. In the picture: right ventricle, at the lower left; left "
        "ventricle, at the bottom; aorta: ascending part, arch and beginning of the descending part, at the "
        "top; pulmonary trunk, at the top; left pulmonary artery, at the upper right; superior vena cava, "
        "at the upper left; right atrial appendage (auricle), on the left; left superior pulmonary vein, on "
        "the right.",
        "Vue depuis la gauche du patient et de face : le cœur. La droite de l’image est tournée vers la "
        "gauche du patient et le dos. Sur l’image : ventricule droit, en bas à gauche ; ventricule gauche, "
        "en bas ; aorte : partie ascendante, crosse et début de la partie descendante, en haut ; tronc "
        "pulmonaire, en haut ; artère pulmonaire gauche, en haut à droite ; veine cave supérieure, en haut "
        "à gauche ; auricule droite, à gauche ; veine pulmonaire supérieure gauche, à droite.",
        "Hjärtat, från patientens vänstra sida och framifrån. Bildens högra sida vetter mot patientens "
        "vänstra sida och ryggen. På bilden: höger kammare (ventriculus dexter), nere till vänster; vänster "
        "kammare (ventriculus sinister), nedtill; aorta: uppåtstigande del, båge och början av "
        "nedåtstigande del, upptill; truncus pulmonalis, upptill; arteria pulmonalis sinistra, uppe till "
        "höger; vena cava superior, uppe till vänster; höger hjärtöra (auricula dextra), till vänster; vena "
        "pulmonalis sinistra superior, till höger.",
    ),
    "from below": (
        "Your heart, seen from below. The right of the picture is towards your left. The top of the "
        "picture is towards your front. In the picture: left lower chamber, on the right; right lower "
        "chamber, at the top; main artery (aorta), at the bottom; left upper chamber, at the bottom.",
        "Vue d’en bas : votre cœur. La droite de l’image est tournée vers votre gauche. Le haut de "
        "l’image est tourné vers l’avant de votre corps. Sur l’image : cavité basse gauche, à droite ; "
        "cavité basse droite, en haut ; grande artère (aorte), en bas ; cavité haute gauche, en bas.",
        "Ditt hjärta, nedifrån. Bildens högra sida vetter mot din vänstra sida. Bildens överkant vetter "
        "mot din framsida. På bilden: vänster nedre kammare, till höger; höger nedre kammare, upptill; "
        "stora kroppspulsådern (aorta), nedtill; vänster övre rum, nedtill.",
    ),
    "cut open": (
        "The heart, seen from above and from the front. The right of the picture is towards the patient’s "
        "left. The top of the picture is towards the back and the patient’s right. Cut open: what lay above "
        "and in front is taken away. In the picture: left ventricle, at the lower right; right ventricle, "
        "at the lower left; left atrium, at the top; right atrium, at the upper left; wall between the "
        "ventricles (septum), in the middle; left lower pulmonary vein, at the upper right.",
        "Vue d’en haut et de face : le cœur. La droite de l’image est tournée vers la gauche du patient. Le "
        "haut de l’image est tourné vers le dos et la droite du patient. En coupe : ce qui était au-dessus "
        "et devant est retiré. Sur l’image : ventricule gauche, en bas à droite ; ventricule droit, en bas "
        "à gauche ; oreillette gauche, en haut ; oreillette droite, en haut à gauche ; cloison entre les "
        "ventricules (septum), au milieu ; veine pulmonaire inférieure gauche, en haut à droite.",
        "Hjärtat, uppifrån och framifrån. Bildens högra sida vetter mot patientens vänstra sida. Bildens "
        "överkant vetter mot ryggen och patientens högra sida. I genomskärning: det som låg ovanför och "
        "framför är borttaget. På bilden: vänster kammare, nere till höger; höger kammare, nere till "
        "vänster; vänster förmak, upptill; höger förmak, uppe till vänster; kammarskiljevägg (septum), i "
        "mitten; vänster nedre lungven, uppe till höger.",
    ),
    "many highlighted, many faded": (
        "Your heart, seen from the front. The right of the picture is towards your left. In the picture: "
        "main artery (aorta), at the top. Highlighted: arteries of the heart. Faded: right lower chamber, "
        "left lower chamber, left upper chamber, right upper chamber and 8 more parts.",
        "Vue de face : votre cœur. La droite de l’image est tournée vers votre gauche. Sur l’image : "
        "grande artère (aorte), en haut. Mise en valeur : artères du cœur. En transparence : cavité basse "
        "droite, cavité basse gauche, cavité haute gauche, cavité haute droite et 8 autres parties.",
        "Ditt hjärta, framifrån. Bildens högra sida vetter mot din vänstra sida. På bilden: stora "
        "kroppspulsådern (aorta), upptill. Framhävt: hjärtats artärer. Nedtonat: höger nedre kammare, "
        "vänster nedre kammare, vänster övre rum, höger övre rum och 8 delar till.",
    ),
    "one highlighted with its value": (
        "Your heart, seen from the front. The right of the picture is towards your left. In the picture: "
        "main artery (aorta), at the top; right lower chamber, at the bottom; left lower chamber, at the "
        "lower right; small pouch of the right upper chamber, on the left. Highlighted: left front artery, "
        "at the bottom: 70 % narrowed – severe. A window shows it closer: inside your artery, drawn 8 times "
        "larger.",
        "Vue de face : votre cœur. La droite de l’image est tournée vers votre gauche. Sur l’image : grande "
        "artère (aorte), en haut ; cavité basse droite, en bas ; cavité basse gauche, en bas à droite ; "
        "petite poche de la cavité haute droite, à gauche. Mise en valeur : artère avant gauche, en bas : "
        "70 % de rétrécissement – serré. Une fenêtre montre de plus près : dans votre artère, agrandie 8 "
        "fois.",
        "Ditt hjärta, framifrån. Bildens högra sida vetter mot din vänstra sida. På bilden: stora "
        "kroppspulsådern (aorta), upptill; höger nedre kammare, nedtill; vänster nedre kammare, nere till "
        "höger; liten ficka på höger övre rum, till vänster. Framhävt: främre vänstra kärlet, nedtill: 70 % "
        "förträngning – svår. Ett fönster visar närmare: inuti ditt kärl, ritat 8 gånger större.",
    ),
    "the highlighted one is hidden": (
        "The heart, seen from behind. The right of the picture is towards the patient’s right. In the "
        "picture: aorta, at the top; left atrium, in the middle; left ventricle, at the lower left; lower "
        "vena cava, at the lower right; upper vena cava, at the upper right; left pulmonary artery, at "
        "the upper left. Hidden behind other parts: left front artery (LAD). 70 % narrowed – severe. A "
        "window shows it closer: inside your artery, drawn 8 times larger.",
        "Vue de dos : le cœur. La droite de l’image est tournée vers la droite du patient. Sur l’image : "
        "aorte, en haut ; oreillette gauche, au milieu ; ventricule gauche, en bas à gauche ; veine cave "
        "inférieure, en bas à droite ; veine cave supérieure, en haut à droite ; artère pulmonaire "
        "gauche, en haut à gauche. Derrière d’autres parties : artère avant gauche (IVA). 70 % de "
        "rétrécissement – sévère. Une fenêtre montre de plus près : dans votre artère, agrandie 8 fois.",
        "Hjärtat, bakifrån. Bildens högra sida vetter mot patientens högra sida. På bilden: aorta, "
        "upptill; vänster förmak, i mitten; vänster kammare, nere till vänster; nedre hålvenen, nere till "
        "höger; övre hålvenen, uppe till höger; vänster lungartär, uppe till vänster. Bakom andra delar: "
        "främre kranskärlet (LAD). 70 % förträngning – uttalad. Ett fönster visar närmare: inuti ditt "
        "kärl, ritat 8 gånger större.",
    ),
    "isolated": (
        "Your heart, seen from the front. The right of the picture is towards your left. Only this is "
        "shown: arteries of the heart. In the picture: right heart artery, on the left; left front artery, "
        "on the right; left side artery, at the upper right; left main artery, at the top.",
        "Vue de face : votre cœur. La droite de l’image est tournée vers votre gauche. Seulement ceci est "
        "affiché : artères du cœur. Sur l’image : artère droite du cœur, à gauche ; artère avant gauche, à "
        "droite ; artère latérale gauche, en haut à droite ; artère principale gauche, en haut.",
        "Ditt hjärta, framifrån. Bildens högra sida vetter mot din vänstra sida. Bara detta visas: hjärtats "
        "artärer. På bilden: högra kärlet, till vänster; främre vänstra kärlet, till höger; vänstra "
        "sidokärlet, uppe till höger; vänstra huvudkärlet, upptill.",
    ),
    "hidden and faded": (
        "Your heart, seen from the front. The right of the picture is towards your left. Taken away: main "
        "artery (aorta). In the picture: right lower chamber, at the bottom; small pouch of the right upper "
        "chamber, on the left; artery to the lungs, at the top; large vein from above, at the upper left. "
        "Faded: left lower chamber.",
        "Vue de face : votre cœur. La droite de l’image est tournée vers votre gauche. Parties retirées : "
        "grande artère (aorte). Sur l’image : cavité basse droite, en bas ; petite poche de la cavité haute "
        "droite, à gauche ; artère des poumons, en haut ; grosse veine venant du haut, en haut à gauche. En "
        "transparence : cavité basse gauche.",
        "Ditt hjärta, framifrån. Bildens högra sida vetter mot din vänstra sida. Borttaget: stora "
        "kroppspulsådern (aorta). På bilden: höger nedre kammare, nedtill; liten ficka på höger övre rum, "
        "till vänster; artär till lungorna, upptill; stor ven uppifrån, uppe till vänster. Nedtonat: "
        "vänster nedre kammare.",
    ),
    "x-ray": (
        "Your heart, seen from the front. The right of the picture is towards your left. As an X-ray: all "
        "other parts. In the picture: main artery (aorta), at the top; right lower chamber, at the bottom; "
        "left lower chamber, at the lower right; left upper chamber, in the middle. Highlighted: left front "
        "artery, in the middle: 70 % narrowed – severe. A window shows it closer: inside your artery, drawn "
        "8 times larger.",
        "Vue de face : votre cœur. La droite de l’image est tournée vers votre gauche. Comme une "
        "radiographie : toutes les autres parties. Sur l’image : grande artère (aorte), en haut ; cavité "
        "basse droite, en bas ; cavité basse gauche, en bas à droite ; cavité haute gauche, au milieu. Mise "
        "en valeur : artère avant gauche, au milieu : 70 % de rétrécissement – serré. Une fenêtre montre de "
        "plus près : dans votre artère, agrandie 8 fois.",
        "Ditt hjärta, framifrån. Bildens högra sida vetter mot din vänstra sida. Som röntgenbild: alla "
        "andra delar. På bilden: stora kroppspulsådern (aorta), upptill; höger nedre kammare, nedtill; "
        "vänster nedre kammare, nere till höger; vänster övre rum, i mitten. Framhävt: främre vänstra "
        "kärlet, i mitten: 70 % förträngning – svår. Ett fönster visar närmare: inuti ditt kärl, ritat 8 "
        "gånger större.",
    ),
    "moved apart": (
        "The heart, seen from the front. The right of the picture is towards the patient’s left. The parts "
        "stand apart. In the picture: right ventricle, at the lower left; left ventricle, at the lower "
        "right; aorta, at the upper left; wall between the ventricles (septum), at the bottom; right atrial "
        "appendage, on the left; left atrium, in the middle.",
        "Vue de face : le cœur. La droite de l’image est tournée vers la gauche du patient. Les parties "
        "sont écartées les unes des autres. Sur l’image : ventricule droit, en bas à gauche ; ventricule "
        "gauche, en bas à droite ; aorte, en haut à gauche ; cloison entre les ventricules (septum), en bas "
        "; auricule droite, à gauche ; oreillette gauche, au milieu.",
        "Hjärtat, framifrån. Bildens högra sida vetter mot patientens vänstra sida. Delarna står isär. På "
        "bilden: höger kammare, nere till vänster; vänster kammare, nere till höger; aorta, uppe till "
        "vänster; kammarskiljevägg (septum), nedtill; höger hjärtöra, till vänster; vänster förmak, i "
        "mitten.",
    ),
    "peeled": (
        "Your heart, seen from the front. The right of the picture is towards your left. Layers taken "
        "off: vessels on the heart and large vessels. In the picture: right lower chamber, in the middle; "
        "left lower chamber, on the right; small pouch of the right upper chamber, at the upper left; "
        "right upper chamber, on the left.",
        "Vue de face : votre cœur. La droite de l’image est tournée vers votre gauche. Couches retirées : "
        "vaisseaux à la surface du cœur et gros vaisseaux. Sur l’image : cavité basse droite, au milieu ; "
        "cavité basse gauche, à droite ; petite poche de la cavité haute droite, en haut à gauche ; "
        "cavité haute droite, à gauche.",
        "Ditt hjärta, framifrån. Bildens högra sida vetter mot din vänstra sida. Borttagna lager: kärlen "
        "på hjärtat och de stora kärlen. På bilden: höger nedre kammare, i mitten; vänster nedre kammare, "
        "till höger; liten ficka på höger övre rum, uppe till vänster; höger övre rum, till vänster.",
    ),
    "a close-up": (
        "Your heart, seen from the front. Close-up. The right of the picture is towards your left. In the "
        "picture: right lower chamber, on the left; left lower chamber, on the right; left front artery, "
        "in the middle.",
        "Vue de face : votre cœur. Gros plan. La droite de l’image est tournée vers votre gauche. Sur "
        "l’image : cavité basse droite, à gauche ; cavité basse gauche, à droite ; artère avant gauche, "
        "au milieu.",
        "Ditt hjärta, framifrån. Närbild. Bildens högra sida vetter mot din vänstra sida. På bilden: "
        "höger nedre kammare, till vänster; vänster nedre kammare, till höger; främre vänstra kärlet, i "
        "mitten.",
    ),
    "nothing in the picture": (
        "Your heart, seen from the front. The right of the picture is towards your left. Nothing of it is "
        "in the picture now.",
        "Vue de face : votre cœur. La droite de l’image est tournée vers votre gauche. Rien n’en est "
        "visible sur l’image.",
        "Ditt hjärta, framifrån. Bildens högra sida vetter mot din vänstra sida. Inget av det syns i "
        "bilden nu.",
    ),
    "a piece cut open": (
        "An artery of the heart. View: cut open. "
        "A small picture shows where this is: your heart, left front artery. "
        "In the picture: blood, in the middle; plaque; muscle "
        "layer of the artery; outer layer of the artery. 40 % narrowed – early.",
        "Une artère du cœur. Vue : coupée en long. "
        "Une petite image montre où cela se trouve : votre cœur, artère avant gauche. "
        "Sur l’image : sang, au milieu ; plaque ; couche de "
        "muscle de l’artère ; couche externe de l’artère. 40 % de rétrécissement – début.",
        "Ett av hjärtats kärl. Vy: uppskuret. "
        "En liten bild visar var det här är: ditt hjärta, främre vänstra kärlet. "
        "På bilden: blod, i mitten; plack; kärlets muskellager; "
        "kärlets yttersta lager. 40 % förträngning – tidig.",
    ),
    "a piece closed": (
        "An artery of the heart. "
        "A small picture shows where this is: your heart, left front artery. "
        "In the picture: outer layer of the artery. 40 % narrowed – early.",
        "Une artère du cœur. "
        "Une petite image montre où cela se trouve : votre cœur, artère avant gauche. "
        "Sur l’image : couche externe de l’artère. 40 % de rétrécissement – début.",
        "Ett av hjärtats kärl. "
        "En liten bild visar var det här är: ditt hjärta, främre vänstra kärlet. "
        "På bilden: kärlets yttersta lager. 40 % förträngning – tidig.",
    ),
    "after a treatment": (
        "A heart artery. View: cut open, from the side. "
        "A small picture shows where this is: the heart, left front artery (LAD). "
        "In the picture: stent, in the middle; plaque, at "
        "the bottom; blood in the artery, in the middle; muscle layer (media); outer layer (adventitia); "
        "inner lining (intima). The artery is open.",
        "Une artère du cœur. Vue : coupée en long, de côté. "
        "Une petite image montre où cela se trouve : le cœur, artère avant gauche (IVA). "
        "Sur l’image : stent, au milieu ; plaque, en "
        "bas ; sang dans l’artère, au milieu ; couche musculaire (média) ; couche externe (adventice) ; "
        "couche interne (intima). L’artère est ouverte.",
        "Ett kranskärl. Vy: uppskuret, från sidan. "
        "En liten bild visar var det här är: hjärtat, främre kranskärlet (LAD). "
        "På bilden: stent, i mitten; plack, nedtill; blod i "
        "kärlet, i mitten; muskellagret (media); yttersta lagret (adventitia); innersta lagret (intima). "
        "Kärlet är öppet.",
    ),
    "side by side": (
        "Your heart, seen from the front. The right of the picture is towards your left. Two pictures: "
        "healthy, on the left; yours, 70 % narrowed – severe, on the right. In the picture: main artery "
        "(aorta), at the top; right lower chamber, at the bottom; left lower chamber, at the lower right; "
        "small pouch of the right upper chamber, on the left. Highlighted: left front artery, at the "
        "bottom. A window shows it closer: inside your artery, drawn 8 times larger.",
        "Vue de face : votre cœur. La droite de l’image est tournée vers votre gauche. Deux images : sain, "
        "à gauche ; chez vous, 70 % de rétrécissement – serré, à droite. Sur l’image : grande artère "
        "(aorte), en haut ; cavité basse droite, en bas ; cavité basse gauche, en bas à droite ; petite "
        "poche de la cavité haute droite, à gauche. Mise en valeur : artère avant gauche, en bas. Une "
        "fenêtre montre de plus près : dans votre artère, agrandie 8 fois.",
        "Ditt hjärta, framifrån. Bildens högra sida vetter mot din vänstra sida. Två bilder: frisk, till "
        "vänster; ditt, 70 % förträngning – svår, till höger. På bilden: stora kroppspulsådern (aorta), "
        "upptill; höger nedre kammare, nedtill; vänster nedre kammare, nere till höger; liten ficka på "
        "höger övre rum, till vänster. Framhävt: främre vänstra kärlet, nedtill. Ett fönster visar närmare: "
        "inuti ditt kärl, ritat 8 gånger större.",
    ),
    "one over the other": (
        "An artery of the heart. View: cut open. Two pictures in one, with a divider: before, on the "
        "left; the artery is open, on the right. In the picture: stent (tiny metal mesh tube), in the "
        "middle; plaque, at the bottom; blood, in the middle; muscle layer of the artery.",
        "Une artère du cœur. Vue : coupée en long. Deux images en une, séparées par un trait : avant, à "
        "gauche ; L’artère est ouverte, à droite. Sur l’image : stent (petit tube en treillis), au milieu "
        "; plaque, en bas ; sang, au milieu ; couche de muscle de l’artère.",
        "Ett av hjärtats kärl. Vy: uppskuret. Två bilder i en, med en gräns emellan: före, till vänster; "
        "kärlet är öppet, till höger. På bilden: stent (litet rör av metallnät), i mitten; plack, "
        "nedtill; blod, i mitten; kärlets muskellager.",
    ),
    "measured and drawn on": (
        "Your heart, seen from the front. The right of the picture is towards your left. In the picture: "
        "right lower chamber, at the bottom; main artery (aorta), at the top; left lower chamber, at the "
        "lower right; small pouch of the right upper chamber, on the left. Measured: 12.3 mm. Lines drawn "
        "on the picture: 1.",
        "Vue de face : votre cœur. La droite de l’image est tournée vers votre gauche. Sur l’image : "
        "cavité basse droite, en bas ; grande artère (aorte), en haut ; cavité basse gauche, en bas à "
        "droite ; petite poche de la cavité haute droite, à gauche. Mesure : 12,3 mm. Traits dessinés sur "
        "l’image : 1.",
        "Ditt hjärta, framifrån. Bildens högra sida vetter mot din vänstra sida. På bilden: höger nedre "
        "kammare, nedtill; stora kroppspulsådern (aorta), upptill; vänster nedre kammare, nere till "
        "höger; liten ficka på höger övre rum, till vänster. Uppmätt: 12,3 mm. Ritade streck på bilden: "
        "1.",
    ),
}
"""What is told of each state in English, French and Swedish."""


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize(("place", "language"), [(0, "en"), (1, "fr"), (2, "sv")])
def test_a_known_picture_is_told_in_words(
    painter: ScenePainter, state: str, place: int, language: str
) -> None:
    step, level, do = STATES[state]
    assert told_in(painter, language, level, step, do) == TOLD[state][place]


def test_every_state_is_told_and_told_apart() -> None:
    assert TOLD.keys() == STATES.keys()
    assert len(STATES) >= 10
    for language in range(3):
        assert len({each[language] for each in TOLD.values()}) == len(STATES)


def test_the_patients_left_is_never_the_pictures(painter: ScenePainter) -> None:
    """From the front the left ventricle lies on the right of the picture, from behind on its left."""
    front = told_in(painter, "en", "standard", "your_heart", nothing)
    behind = told_in(painter, "en", "standard", "your_heart", seen_from("behind"))
    assert "left ventricle, at the lower right" in front
    assert "left ventricle, at the lower left" in behind
    assert "The right of the picture is towards the patient’s left." in front
    assert "The right of the picture is towards the patient’s right." in behind


def test_what_is_not_there_is_neither_named_nor_told(painter: ScenePainter) -> None:
    def at(percent: float) -> Do:
        return lambda session: session.set_driver("stenosis", percent)

    assert "plaque" not in told_in(painter, "en", "plain", "plaque", at(0))
    assert label_point(painter, SIZE, "coronary_artery/plaque", (1.35, 0.0, 4.2)) is None
    assert "plaque" in told_in(painter, "en", "plain", "plaque", at(60))
    assert label_point(painter, SIZE, "coronary_artery/plaque", (1.35, 0.0, 4.2)) is not None


def test_the_command_prints_the_description_and_keeps_it_in_the_picture(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    parser = argparse.ArgumentParser()
    add_picture_command(parser.add_subparsers())
    path = tmp_path / "a.png"
    words = ["coronary_artery_disease/narrowing", "--set", "stenosis=70", "--lang", "fr", "--describe"]
    args = parser.parse_args(["picture", *words, "--size", "320x240", "-o", str(path)])
    assert args.run(args) == 0
    _, described = capsys.readouterr().out.splitlines()
    assert described.startswith(f"Vue de face{NBSP}: votre cœur.")
    assert "70 % de rétrécissement" in described.replace(NBSP, " ")
    picture = QImage(str(path))
    assert picture.text("Description") == described
    assert picture.text("Title").startswith("Votre artère est-elle très étroite")
