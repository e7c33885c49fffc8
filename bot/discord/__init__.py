"""The Discord front end: client, commands, views and rendering."""
