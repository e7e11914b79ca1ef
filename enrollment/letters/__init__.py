"""Letters: written in the transaction of the event (``writing``) and sent after it (``delivering``).

A new kind of letter is a line in ``kinds.KINDS`` and one file per language in ``templates/letters/``.
"""
