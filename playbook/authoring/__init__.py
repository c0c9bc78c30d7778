"""All that writes the content: what commands put into `data/`, and the one form that files have."""
