"""First guess of who speaks: windows of speech as supervectors, grouped by Ward's method."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from novapulse.speech.diarization.features import Features

_WINDOW, _HOP = 300, 75
"""10 ms rows: 3 s windows every 0.75 s."""
_COMPONENTS = 32
_RELEVANCE = 10.0
"""MAP relevance factor (Reynolds, Quatieri, Dunn 2000)."""
_TRAINING_FRAMES = 10_000
_SUBSPACE = 20
_PITCH_WEIGHTS = (0.9, 2.7)
"""Two opinions on how much pitch tells: voices far apart in pitch need little else, and short
calls have little else."""
_CLUSTERED_WINDOWS = 1500
"""Ward's method needs memory by the square of the windows; beyond this many a regular sample is
clustered and the others join the nearest centre."""


@dataclass(frozen=True)
class Windows:
    """``rows``: (first, last + 1) rows of each window. ``vectors``: shape (windows, dims), one
    such matrix for each weight of pitch."""

    rows: tuple[tuple[int, int], ...]
    vectors: tuple[NDArray[np.float32], ...]


def embed(features: Features) -> Windows:
    """A vector for each window: how its voice shifts the means of a background model of the
    whole call, reduced to 20 principal directions, and its median pitch."""
    rows = tuple(w for region in features.regions for w in _windows(*region))
    background = _background(features)
    shifts = np.stack(
        [shift for region in features.regions for shift in _shifts(features, region, background)]
    )
    voice, pitch = _reduce(shifts), _pitch(features, rows)[:, None]
    return Windows(rows, tuple(np.hstack([voice, weight * pitch]) for weight in _PITCH_WEIGHTS))


def ward(vectors: NDArray[np.float32], clusters: int) -> NDArray[np.int64]:
    """A label 0 .. clusters - 1 for each vector (Ward 1963)."""
    from scipy.cluster.hierarchy import fcluster, linkage

    if len(vectors) <= clusters:
        return np.arange(len(vectors)) % max(1, clusters)
    sample = vectors[:: -(-len(vectors) // _CLUSTERED_WINDOWS)]
    groups = fcluster(linkage(sample, "ward"), clusters, "maxclust") - 1
    centres = np.stack([sample[groups == g].mean(axis=0) for g in range(groups.max() + 1)])
    distances = ((vectors[:, None, :] - centres[None]) ** 2).sum(axis=2)
    labels = distances.argmin(axis=1)
    if len(sample) == len(vectors):
        labels = groups
    return np.asarray(labels, dtype=np.int64)


def _windows(first: int, last: int) -> list[tuple[int, int]]:
    if last - first <= _WINDOW * 5 // 4:
        return [(first, last)]
    starts = [*range(first, last - _WINDOW, _HOP), last - _WINDOW]
    return [(start, start + _WINDOW) for start in starts]


def _background(features: Features) -> Any:
    """A mixture of 32 Gaussians over the whole call."""
    step = max(1, len(features) // _TRAINING_FRAMES)
    return fit_mixture(features.cepstra[::step], _COMPONENTS, iterations=25, floor=1e-2)


def fit_mixture(
    rows: NDArray[np.float32], components: int, *, iterations: int, floor: float
) -> Any:
    """A Gaussian mixture with diagonal covariances (``sklearn.mixture.GaussianMixture``), the
    same on every run."""
    import warnings

    from sklearn.exceptions import ConvergenceWarning
    from sklearn.mixture import GaussianMixture

    mixture = GaussianMixture(
        max(1, min(components, len(rows) // 2)),
        covariance_type="diag",
        max_iter=iterations,
        reg_covar=floor,
        random_state=0,
        init_params="k-means++",
    )
    with warnings.catch_warnings():
        # A few iterations are enough here, whether or not the fit has settled.
        warnings.simplefilter("ignore", ConvergenceWarning)
        return mixture.fit(rows)


def _shifts(
    features: Features, region: tuple[int, int], background: Any
) -> list[NDArray[np.float32]]:
    """MAP-adapted mean shifts of the windows of one region, scaled so that distances
    approximate divergences (Campbell, Sturim, Reynolds 2006)."""
    rows = features.cepstra[slice(*region)]
    posterior = background.predict_proba(rows).astype(np.float32)
    scale = np.sqrt(background.weights_)[:, None] / np.sqrt(background.covariances_)
    shifts = []
    for first, last in _windows(*region):
        share = posterior[first - region[0] : last - region[0]]
        count = share.sum(axis=0)[:, None]
        total = share.T @ features.cepstra[first:last]
        shift = (total - count * background.means_) / (count + _RELEVANCE)
        shifts.append((shift * scale).astype(np.float32).ravel())
    return shifts


def _reduce(shifts: NDArray[np.float32]) -> NDArray[np.float32]:
    """The strongest principal directions, of unit mean square length times two."""
    centred = shifts - shifts.mean(axis=0)
    sample = centred[:: -(-len(centred) // _CLUSTERED_WINDOWS)]
    kept = max(1, min(_SUBSPACE, len(sample) - 1, sample.shape[1]))
    directions = np.linalg.svd(sample, full_matrices=False)[2][:kept]
    reduced = centred @ directions.T
    length = np.sqrt((reduced**2).sum(axis=1).mean()) + 1e-9
    return np.asarray(reduced / length * np.sqrt(2), dtype=np.float32)


def _pitch(features: Features, rows: tuple[tuple[int, int], ...]) -> NDArray[np.float32]:
    """Median log F0 of each window, standardised over the call; 0 where too little is voiced."""
    voiced = features.log_f0[~np.isnan(features.log_f0)]
    if len(voiced) < 10:
        return np.zeros(len(rows), dtype=np.float32)
    mean, spread = voiced.mean(), voiced.std() + 1e-6
    out = np.zeros(len(rows), dtype=np.float32)
    for i, (first, last) in enumerate(rows):
        window = features.log_f0[first:last]
        window = window[~np.isnan(window)]
        if len(window) > 10:
            out[i] = (np.median(window) - mean) / spread
    return out
