"""The ``novapulse`` command."""


def main() -> None:
    from novapulse.cli.app import run

    run()
