"""How a figure is rounded: as `toFixed` of a browser does, so that page and build say the same."""

from decimal import ROUND_HALF_UP, Decimal


def rounded(value: float, decimals: int) -> Decimal:
    """Return a figure with so many decimals; halves go away from nought, counted on the exact value of the float."""
    figure = Decimal(value).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return figure if figure else abs(figure)
