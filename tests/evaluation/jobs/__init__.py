"""Many good and bad sources in one job, whose process is killed again and again."""
