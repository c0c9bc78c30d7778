"""What the pipelines of a forge run: a review of a change of the content, and the comment that tells of it."""
