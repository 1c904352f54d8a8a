"""Fits the stance heads of the shipped targets and puts them beside the other models; those of before go.

    python -m nlp.training.heads

Needed after a change of `nlp/targets`, of the encoder or of the fitting; a test says so. Takes some seconds a target.
"""

from nlp.components.encoder import load_encoder
from nlp.components.stance.cache import write_head
from nlp.components.stance.classifier import SHIPPED, fit_target, name_head
from nlp.components.targets import load_targets
from nlp.versions import NLP


def main() -> None:
    """Fit and write."""
    encoder = load_encoder()
    targets = load_targets(NLP / "targets")
    wanted = {name_head(target, encoder): target for target in targets if target.examples}
    for path in SHIPPED.glob("*.npz"):
        if path.stem not in wanted:
            path.unlink()
    for key, target in wanted.items():
        write_head(SHIPPED, key, fit_target(target, encoder))
        print(f"{target.id}: {SHIPPED / key}.npz")  # noqa: T201


if __name__ == "__main__":
    main()
