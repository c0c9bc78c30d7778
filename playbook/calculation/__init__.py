"""Named functions of figures, and how a figure is written: nothing in `data/` is evaluated, a name is looked up.

The words here are those of arithmetic and of queueing theory; what a figure means in a trade stands in `data/`.
"""

from playbook.calculation.calculators import CALCULATIONS, Calculation, Figures, Outputs
from playbook.calculation.functions import FUNCTIONS, Function, Undefined, Value
from playbook.calculation.rounding import rounded

__all__ = [
    "CALCULATIONS",
    "FUNCTIONS",
    "Calculation",
    "Figures",
    "Function",
    "Outputs",
    "Undefined",
    "Value",
    "rounded",
]
