"""Many sources given at once: stored before they are acknowledged, worked off, reported."""
