"""Attendance reports of online meetings: read, matched to people, and turned into proposed marks."""
