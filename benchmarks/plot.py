"""A measurement as a picture: lines over scales, on logarithmic axes, in plain SVG."""

from collections.abc import Mapping, Sequence
from math import log10

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 720, 420, 70, 200, 40, 50
COLOURS = ("#1d4a39", "#98301f", "#0b57a4", "#8f4a14", "#575b4f")


def lines(title: str, scales: Sequence[int], series: Mapping[str, Sequence[float | None]], unit: str) -> str:
    """`series`: name -> one value per scale; None leaves a gap. Values and scales above nought."""
    values = [value for line in series.values() for value in line if value]
    low, high = log10(min(values)) - 0.1, log10(max(values)) + 0.1
    first, last = log10(scales[0]), log10(scales[-1])

    def x(scale: int) -> float:
        share = 0.5 if first == last else (log10(scale) - first) / (last - first)
        return LEFT + share * (WIDTH - LEFT - RIGHT)

    def y(value: float) -> float:
        return HEIGHT - BOTTOM - (log10(value) - low) / (high - low) * (HEIGHT - TOP - BOTTOM)

    parts = [f'<text x="{LEFT}" y="22" font-size="15" font-weight="bold">{title}</text>']
    for scale in scales:
        parts.append(f'<text x="{x(scale):.0f}" y="{HEIGHT - 20}" text-anchor="middle">{scale:,}</text>')
    for power in range(int(low) - 1, int(high) + 2):
        if low <= power <= high:
            at = y(10.0**power)
            parts += [
                f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{at:.0f}" y2="{at:.0f}" stroke="#ccc"/>',
                f'<text x="{LEFT - 8}" y="{at + 4:.0f}" text-anchor="end">{10.0**power:g} {unit}</text>',
            ]
    for number, (name, line) in enumerate(series.items()):
        colour = COLOURS[number % len(COLOURS)]
        points = [(x(scale), y(value)) for scale, value in zip(scales, line, strict=True) if value]
        if not points:
            continue
        path = " ".join(f"{px:.0f},{py:.0f}" for px, py in points)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [f'<circle cx="{px:.0f}" cy="{py:.0f}" r="3.5" fill="{colour}"/>' for px, py in points]
        parts.append(f'<text x="{points[-1][0] + 8:.0f}" y="{points[-1][1] + 4:.0f}" fill="{colour}">{name}</text>')
    body = "".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif"'
        f' font-size="12" role="img"><title>{title}</title><rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>'
        f"{body}</svg>\n"
    )
