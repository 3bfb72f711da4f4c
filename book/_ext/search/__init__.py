"""Search for sections, terms and symbols."""
