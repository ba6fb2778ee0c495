"""The device that a PyTorch model of the speech stages runs on."""

from novapulse.domain.errors import EngineUnavailable


def torch_device(device: str = "auto") -> str:
    """``cuda`` or ``cpu``; ``auto`` is CUDA where there is one. Raises EngineUnavailable if CUDA
    is demanded and absent, or PyTorch is."""
    try:
        import torch
    except (ImportError, OSError) as error:
        raise EngineUnavailable(
            "engine_unavailable",
            f"PyTorch cannot be used ({type(error).__name__}: {error}). Install torch and "
            "transformers, or choose an engine that needs neither.",
        ) from error
    present = bool(torch.cuda.is_available())
    if device == "cuda" and not present:
        raise EngineUnavailable(
            "engine_unavailable",
            "device: 'cuda' is not available: no GPU, no driver, or PyTorch without CUDA. Choose "
            "'cpu' or 'auto'.",
        )
    return "cuda" if present and device != "cpu" else "cpu"
