"""Where a PyTorch model runs and with which numbers: decided by the settings and the machine."""

from dataclasses import dataclass

from novapulse.domain.errors import EngineUnavailable
from novapulse.speech.torch_device import torch_device

COMPUTE_TYPES = ("auto", "float16", "bfloat16", "float32")
ATTENTION = ("auto", "sdpa", "flash_attention_2", "eager")


@dataclass(frozen=True)
class Placement:
    """``device``: ``cpu`` or ``cuda``. ``compute_type``: name of a torch dtype. ``attention``:
    name of an implementation of transformers."""

    device: str
    compute_type: str
    attention: str


def place(device: str = "auto", compute_type: str = "auto", attention: str = "auto") -> Placement:
    """``auto`` is CUDA where there is one; float16 there, float32 on the CPU; FlashAttention
    where it is installed and can be used, else SDPA.

    Raises EngineUnavailable for what this machine cannot do.
    """
    device = torch_device(device)
    number = ("float16" if device == "cuda" else "float32") if compute_type == "auto" else ""
    compute_type = number or _one_of("compute_type", compute_type, COMPUTE_TYPES)
    flash = _flash_is_possible(device, compute_type)
    if attention == "auto":
        attention = "flash_attention_2" if flash else "sdpa"
    if _one_of("attention", attention, ATTENTION) == "flash_attention_2" and not flash:
        raise EngineUnavailable(
            "engine_unavailable",
            "attention: 'flash_attention_2' needs the package flash-attn, a CUDA device and "
            f"float16 or bfloat16; here: {device}, {compute_type}. Choose 'sdpa' or 'auto'.",
        )
    return Placement(device, compute_type, attention)


def _one_of(setting: str, value: str, accepted: tuple[str, ...]) -> str:
    if value not in accepted:
        raise EngineUnavailable(
            "engine_unavailable", f"{setting}: '{value}' is not one of {', '.join(accepted)}."
        )
    return value


def _flash_is_possible(device: str, compute_type: str) -> bool:
    if device != "cuda" or compute_type not in ("float16", "bfloat16"):
        return False
    from transformers.utils import is_flash_attn_2_available

    return bool(is_flash_attn_2_available())
