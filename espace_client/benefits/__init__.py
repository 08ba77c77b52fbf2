"""The grammar of a guarantee: what a line of a French guarantee table says, read and said again.

Pure Python: no Django, no table, no clock. `grammar` holds the values, `reading` makes them from
text, `spelling` writes them back in one way, `plain` tells them to a member, `headings` names the
sections of a table.
"""
