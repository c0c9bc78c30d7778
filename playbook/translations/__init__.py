"""What is done to translations: told where they stand, recorded in the ledger, sent to translators and taken back."""
