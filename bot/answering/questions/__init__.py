"""Reading a question: whose words are asked for, on what, of which days and outlets."""
