"""The calls that are kept in a data directory, to be searched without a server."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from novapulse.bootstrap.language import LoadedOnce
from novapulse.bootstrap.stores import DATABASE, open_stores
from novapulse.cli.settings import load_settings
from novapulse.config import Settings
from novapulse.domain.errors import InvalidRequest, NotFound
from novapulse.language.embedder import Embedder
from novapulse.language.embedding import choose_embedder
from novapulse.ports import SearchIndex


@dataclass(frozen=True)
class KeptCalls:
    """What is kept in one data directory, of one tenant. Works while a server runs."""

    settings: Settings
    search: SearchIndex
    embedder: Callable[[], Embedder]
    tenant: str


def kept_calls(data_dir: Path | None, tenant: str | None) -> KeptCalls:
    """Raises NotFound where nothing is kept, and InvalidRequest where it is not clear whose."""
    settings = load_settings(data_dir=data_dir)
    if not (settings.data_dir / DATABASE).is_file():
        raise NotFound("nothing_kept", f"{settings.data_dir}: no calls are kept there")
    stores = open_stores(settings)
    names = [tenant.name for tenant in stores.tenants.list()]
    if tenant is None and len(names) == 1:
        tenant = names[0]
    if tenant is None:
        raise InvalidRequest(
            "invalid_parameter", f"--tenant: is needed; accepted: {', '.join(names) or 'none yet'}"
        )
    return KeptCalls(
        settings,
        stores.search,
        LoadedOnce(partial(choose_embedder, settings.minilm_dir)),
        stores.tenants.get(tenant).name,
    )
