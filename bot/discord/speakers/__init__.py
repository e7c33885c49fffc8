"""Who said what: quotations, timelines, summaries, and moderating speakers."""
