"""`python -m playbook` is the command `playbook`."""

from playbook.cli import main

main(prog_name="playbook")
