"""The only door to YAML: from the bytes of a file to a tree of values, without what the values mean."""
