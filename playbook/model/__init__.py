"""What a playbook is: typed, frozen, described field by field.

The descriptions are the help that an editor reads; JSON Schema comes out of them. Validation is given a `Reading`,
which gathers ids, references and problems on the way, each with its place.
"""
