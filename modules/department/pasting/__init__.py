"""Appoint people from a pasted list.

``reading`` splits it into rows and ``cells`` sorts their cells, ``people_on_record`` finds people, ``checking`` decides
about each row and asks ``questions``, and ``bringing_in`` appoints.
"""
