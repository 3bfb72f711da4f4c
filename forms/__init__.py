"""The book in other forms than a site, and the browser that prints it."""
