"""What is kept: models, actions and queries. No request, no HTML."""
