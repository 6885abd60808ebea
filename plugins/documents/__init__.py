"""Official papers of the Youth Union and of the state, with their numbers, duties and relations."""
