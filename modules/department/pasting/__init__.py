"""Appoint people from a pasted list: layout reads lines, people_on_record finds people, checking decides, appointing writes."""
