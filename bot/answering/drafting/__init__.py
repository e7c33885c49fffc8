"""From a question that was read to a draft of positions, for the verifier to prove."""
