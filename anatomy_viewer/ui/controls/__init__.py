"""Painted controls that assistive technology can see: Qt's own buttons, sliders and labels in our look."""

from anatomy_viewer.ui.controls.base import FittedPage, Item, Page, Themed, Turning, column, fill, row
from anatomy_viewer.ui.controls.button import Button, Kind
from anatomy_viewer.ui.controls.card import Card, Glyph, Picture, Rule, Scroller
from anatomy_viewer.ui.controls.choice import Segmented, Stepper, Switch, Tool
from anatomy_viewer.ui.controls.flow import Flow
from anatomy_viewer.ui.controls.menu import MenuButton, PopupList
from anatomy_viewer.ui.controls.search import SearchField
from anatomy_viewer.ui.controls.show import Badge, Bar, IconArray, StepStrip, person
from anatomy_viewer.ui.controls.slider import Slider, Stage
from anatomy_viewer.ui.controls.text import Heading, Text, plain, spoken

__all__ = [
    "Badge",
    "Bar",
    "Button",
    "Card",
    "FittedPage",
    "Flow",
    "Glyph",
    "Heading",
    "IconArray",
    "Item",
    "Kind",
    "MenuButton",
    "Page",
    "Picture",
    "PopupList",
    "Rule",
    "Scroller",
    "SearchField",
    "Segmented",
    "Slider",
    "Stage",
    "StepStrip",
    "Stepper",
    "Switch",
    "Text",
    "Themed",
    "Tool",
    "Turning",
    "column",
    "fill",
    "person",
    "plain",
    "row",
    "spoken",
]
