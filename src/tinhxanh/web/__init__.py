"""What is seen: urls, views, forms, templates and static files."""
