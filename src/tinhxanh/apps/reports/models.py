"""What is handed in: report rounds, submissions, what is asked of leaders, urging and the report itself."""
