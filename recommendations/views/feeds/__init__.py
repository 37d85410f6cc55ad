"""What other programs follow or find the record by: Atom feeds, a calendar of reviews, sitemaps, robots.txt."""
