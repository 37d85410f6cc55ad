"""Search: the words of a text, the table and the index that hold them, full text in either database.

Nothing is imported here, so that the words can be used before the tables are loaded.
"""
