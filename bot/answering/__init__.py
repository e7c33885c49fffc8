"""From a question to a verified answer, or to the honest word that there is none."""
