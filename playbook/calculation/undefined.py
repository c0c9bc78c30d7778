"""What is raised where a function has no value."""

# Why a function has no value: keys of words.
REASONS = (
    "divided-by-nothing",
    "lists-differ",
    "load-too-large",
    "queue-grows",
    "level-too-high",
    "all-away",
    "part-too-large",
)


class Undefined(ArithmeticError):
    """A function that has no value for its inputs; `reason` is the key of the words that say why."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
