"""What may be published of what is counted."""
