"""Check LAOS's guarantees while its servers are killed and stopped under load: ``make faults``.

The harness starts real servers of its own: PostgreSQL, Redis, a mail server, and the processes of the Procfile, as
``make run`` does. Simulated browsers use the site in parallel and record what it acknowledges. Meanwhile the servers
are killed, stopped or flushed one after another. At the end, SQL queries and the mail server's record show whether
every promise was kept.

A *correct answer* is the complete requested page with status 200. Two pages are requested several times a second, each
time on a new connection: the front page, and “My page” of a logged-in user. A busy page (503) is not a correct answer
and counts as an outage. The time without a correct answer is the longest interval between the ends of two consecutive
correct answers for the same page.

An *acknowledged write* is one whose response confirmed it. A write that got an error or no response may or may not have
happened; the browser repeats it, as people do, until it gets a response.
"""
