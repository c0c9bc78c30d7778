"""How fast a playbook is built and how heavy its pages are, beside plain Material for MkDocs with the same content."""
