"""What is raised where a function has no value."""


class Undefined(ArithmeticError):
    """A function that has no value for its inputs; `reason` is the key of the words that say why."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
