"""What a scenario holds the service to."""


class Broken(Exception):
    """A promise that was not kept."""


def promise(is_kept: bool, otherwise: str) -> None:
    """Fails the scenario, with what is the case instead, unless the promise is kept."""
    if not is_kept:
        raise Broken(otherwise)
