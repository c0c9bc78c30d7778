"""What a playbook is: typed, frozen, described field by field.

The help that an editor reads stands in the generator's words, by the names of records and fields; JSON Schema comes out
of both. Validation is given a `Reading`, which gathers ids, references and problems on the way, each with its place.
"""
