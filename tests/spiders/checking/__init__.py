"""A few polite requests to a site, and what a spider hears of its lists."""
