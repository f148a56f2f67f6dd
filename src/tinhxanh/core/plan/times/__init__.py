"""Due times: dates, deadlines, days owed, rhythms."""
