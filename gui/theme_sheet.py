"""The style sheet of the program as one template over the theme's colours.

Widgets pick a role by the dynamic property ``role``: ``bar`` and ``panel`` (surfaces), ``heading`` (letterspaced small
caps of a panel), ``muted``, ``faint``, ``warning``, ``good``, ``badge`` (text), ``notice`` (what holds for the whole
window), ``primary``, ``flat`` (buttons), ``rule``
(hairline frames).
"""

from __future__ import annotations

from collections.abc import Mapping
from string import Template

_SHEET = Template(
    """
QMainWindow, QDialog { background: $panel; color: $text; }
QToolTip { background: $bar; color: $text; border: 1px solid $rule; padding: 4px 6px; }
*[role="bar"] { background: $bar; }
*[role="panel"] { background: $panel; }
*[role="paper"] { background: $paper; }
*[role="notice"] { background: $accent_fill; border-bottom: 1px solid $rule; }
*[role="rule"] { background: $rule; border: none; }
QLabel { background: transparent; }
QLabel[role="heading"] { color: $faint; font-weight: 600; letter-spacing: 1px; }
QLabel[role="muted"] { color: $muted; }
QLabel[role="faint"] { color: $faint; }
QLabel[role="warning"] { color: $warning; }
QLabel[role="good"] { color: $good; }
QLabel[role="badge"] { color: $accent; font-weight: 600; }

QMenuBar { background: $bar; color: $text; border: none; padding: 2px 4px; }
QMenuBar::item { background: transparent; padding: 4px 9px; border-radius: 4px; }
QMenuBar::item:selected, QMenuBar::item:pressed { background: $accent_fill; }
QMenu { background: $paper; color: $text; border: 1px solid $rule; padding: 5px; }
QMenu::item { padding: 5px 26px 5px 22px; border-radius: 4px; }
QMenu::item:selected { background: $accent_fill; color: $text; }
QMenu::item:disabled { color: $faint; }
QMenu::separator { height: 1px; background: $rule; margin: 5px 8px; }
QStatusBar { background: $bar; color: $muted; border-top: 1px solid $rule; }
QStatusBar::item { border: none; }
QToolBar { background: $bar; border: none; spacing: 6px; }
QSplitter::handle { background: $rule; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }

QLineEdit, QPlainTextEdit, QSpinBox, QDoubleSpinBox, QComboBox, QDateEdit {
  background: $paper; color: $text; border: 1px solid $rule; border-radius: 5px; padding: 4px 8px;
  selection-background-color: $selection; selection-color: $text; placeholder-text-color: $faint; }
QComboBox { padding: 4px 10px; }
QLineEdit:focus, QPlainTextEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus, QComboBox:focus, QDateEdit:focus {
  border: 1px solid $focus; }
QLineEdit:disabled, QComboBox:disabled, QSpinBox:disabled { color: $faint; background: $panel; }
QComboBox::drop-down { border: none; width: 20px; }
QComboBox QAbstractItemView { background: $paper; color: $text; border: 1px solid $rule;
  selection-background-color: $accent_fill; selection-color: $text; outline: 0; }

QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QPushButton { background: $paper; color: $text; border: 1px solid $rule; border-radius: 5px; padding: 5px 14px; }
QPushButton:hover { border-color: $faint; }
QPushButton:pressed, QPushButton:checked { background: $accent_fill; border-color: $accent; }
QPushButton:focus { border: 1px solid $focus; }
QPushButton:disabled { color: $faint; background: $panel; }
QPushButton:default, QPushButton[role="primary"] { background: $accent; color: $on_accent; border-color: $accent; }
QPushButton:default:focus, QPushButton[role="primary"]:focus { border: 2px solid $text; }
QPushButton:default:disabled, QPushButton[role="primary"]:disabled {
  background: $panel; color: $faint; border-color: $rule; }
QPushButton[role="flat"] { background: transparent; border-color: transparent; }
QPushButton[role="flat"]:hover { border-color: $rule; background: $paper; }
QPushButton[role="flat"]:focus { border-color: $focus; }
QPushButton[role="link"] { color: $accent; background: transparent; border-color: transparent; text-align: left;
  padding: 1px 3px; margin-left: -4px; }
QPushButton[role="link"]:hover { background: $accent_fill; }
QPushButton[role="link"]:focus { border-color: $focus; }
QToolButton { background: transparent; color: $text; border: 1px solid transparent; border-radius: 5px;
  padding: 3px 6px; }
QToolButton:hover { border-color: $rule; background: $paper; }
QToolButton:checked, QToolButton:pressed { background: $accent_fill; border-color: $accent; }
QToolButton:focus { border-color: $focus; }
QToolButton:disabled { color: $faint; }
QCheckBox::indicator, QRadioButton::indicator, QAbstractItemView::indicator { width: 14px; height: 14px;
  background: $paper; border: 1px solid $faint; border-radius: 3px; }
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked { background: $accent; border-color: $accent;
  image: url("$check"); }
QCheckBox::indicator:checked:disabled, QAbstractItemView::indicator:checked:disabled {
  background: $faint; border-color: $faint; }
QRadioButton::indicator { border-radius: 8px; }
QRadioButton::indicator:checked { background: $paper; border: 5px solid $accent; width: 6px; height: 6px; }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { border-color: $rule; background: $panel; }
QCheckBox:focus, QRadioButton:focus { color: $accent; }

QAbstractItemView { background: $panel; color: $text; border: none; outline: 0;
  selection-background-color: $accent_fill; selection-color: $text; alternate-background-color: $bar; }
QHeaderView { background: $panel; border: none; }
QHeaderView::section { background: $panel; color: $faint; border: none; border-bottom: 1px solid $rule;
  padding: 5px 9px; }
QTabBar::tab { background: transparent; color: $muted; padding: 6px 12px; border: none;
  border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: $text; border-bottom: 2px solid $accent; }
QTabBar::tab:focus { color: $accent; }
QTabWidget::pane { border: none; border-top: 1px solid $rule; }
QGroupBox { border: 1px solid $rule; border-radius: 5px; margin-top: 9px; padding-top: 9px; }
QGroupBox::title { subcontrol-origin: margin; left: 9px; padding: 0 4px; color: $muted; }
QProgressBar { background: $track; border: none; border-radius: 3px; text-align: center; color: $text;
  max-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }

QScrollBar:vertical { background: transparent; width: 11px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 11px; margin: 0; }
QScrollBar::handle { background: $rule; border-radius: 4px; margin: 1px; }
QScrollBar::handle:hover, QScrollBar::handle:pressed { background: $faint; }
QScrollBar::handle:vertical { min-height: 34px; }
QScrollBar::handle:horizontal { min-width: 34px; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {
  background: none; border: none; width: 0; height: 0; }
"""
)


def sheet(colours: Mapping[str, str]) -> str:
    """Fill the template; raises KeyError if a colour is missing."""
    return _SHEET.substitute(colours)
