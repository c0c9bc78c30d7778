"""Builds a playbook site in several languages from plain YAML."""
