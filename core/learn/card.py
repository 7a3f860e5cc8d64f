"""The model card's figures: tables of scores and a reliability diagram."""

from __future__ import annotations

from collections.abc import Mapping

from core.learn.evaluation import Reliability, Score

_SIZE, _LEFT, _TOP = 320, 60, 20


def score_table(scores: Mapping[str, Score]) -> str:
    """Give the scores by label as a Markdown table, in per cent."""
    lines = ["| label | spans | precision | recall | F1 | 95 % interval of F1 |", "|---|---|---|---|---|---|"]
    for label, score in scores.items():
        lines.append(
            f"| {label} | {score.wanted} | {score.precision:.1%} | {score.recall:.1%} | {100 * score.f1:.1f} "
            f"| {100 * score.low:.1f} to {100 * score.high:.1f} |"
        )
    return "\n".join(lines).replace("%", " %").replace("95  %", "95 %")


def reliability_svg(diagram: Reliability) -> str:
    """Draw the share of right spans against what the model says; the areas of the dots are numbers of spans."""

    def x(value: float) -> float:
        return _LEFT + value * _SIZE

    def y(value: float) -> float:
        return _TOP + (1 - value) * _SIZE

    most = max((number for _, _, number in diagram.bins), default=1)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_LEFT + _SIZE + 30}" height="{_TOP + _SIZE + 60}" '
        'font-family="sans-serif" font-size="12" role="img" aria-label="Reliability diagram">',
        f'<rect width="100%" height="100%" fill="#ffffff"/>'
        f'<rect x="{_LEFT}" y="{_TOP}" width="{_SIZE}" height="{_SIZE}" fill="#faf8f3" stroke="#999999"/>',
        f'<line x1="{x(0)}" y1="{y(0)}" x2="{x(1)}" y2="{y(1)}" stroke="#999999" stroke-dasharray="4 4"/>',
    ]
    for tick in (0.0, 0.25, 0.5, 0.75, 1.0):
        parts.append(f'<text x="{x(tick)}" y="{y(0) + 18}" text-anchor="middle">{tick:g}</text>')
        parts.append(f'<text x="{_LEFT - 8}" y="{y(tick) + 4}" text-anchor="end">{tick:g}</text>')
    points = " ".join(f"{x(said):.1f},{y(true):.1f}" for said, true, _ in diagram.bins)
    parts.append(f'<polyline points="{points}" fill="none" stroke="#205d86" stroke-width="1.5"/>')
    for said, true, number in diagram.bins:
        radius = 2.5 + 9 * (number / most) ** 0.5
        title = f"<title>{number} spans, said {said:.2f}, right {true:.2f}</title>"
        parts.append(
            f'<circle cx="{x(said):.1f}" cy="{y(true):.1f}" r="{radius:.1f}" fill="#205d86" fill-opacity="0.55">'
            f"{title}</circle>"
        )
    parts += [
        f'<text x="{x(0.5)}" y="{y(0) + 40}" text-anchor="middle">probability that the model gives a span</text>',
        f'<text transform="translate(16 {y(0.5)}) rotate(-90)" text-anchor="middle">share of them that is right</text>',
        f'<text x="{x(0.03)}" y="{y(0.93)}">expected calibration error {diagram.error:.3f}</text>',
        "</svg>",
    ]
    return "\n".join(parts) + "\n"
