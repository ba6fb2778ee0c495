"""The ``novapulse`` command."""


def main() -> None:
    from novapulse.adapters.local.workers.worker_process import limit_native_threads

    # Before anything loads numpy: this process shares its cores with the workers, and threads of a
    # matrix library that wait for one another by spinning made embedding five times slower.
    limit_native_threads()
    from novapulse.cli.app import run

    run()
