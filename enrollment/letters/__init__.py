"""Letters: written in the transaction of what they tell (`writing`), sent after it (`delivering`).

A new kind of letter is a line in `kinds.KINDS` and a file for each language in ``templates/letters/``.
"""
