"""What a follow-up means in the light of the exchanges before it."""
