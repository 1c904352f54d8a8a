"""Who said it: the registry of speakers and the component that finds the speaker of each attribution."""
