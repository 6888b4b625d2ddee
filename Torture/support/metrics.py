"""What the service tells of itself at `/metrics`."""

from .client import Client
from .promise import promise


class Metrics:
    """The samples of one moment."""

    def __init__(self, samples: dict[str, float]):
        self.samples = samples

    @classmethod
    async def ask(cls, client: Client) -> "Metrics":
        answer = await client.send("GET", "/metrics")
        promise(answer.status == 200, f"the metrics: {answer}")
        lines = [line.rpartition(" ") for line in answer.body.decode().splitlines() if not line.startswith("#")]
        return cls({name: float(value) for name, _, value in lines})

    def __getitem__(self, name: str) -> float:
        return self.samples[name]

    def total(self, name: str, *labels: str) -> float:
        """The sum of all samples of this name that have all these labels, such as `status="200"`."""
        return sum(value for each, value in self.samples.items()
                   if each.startswith(name + "{") and all(label in each for label in labels))
