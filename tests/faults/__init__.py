"""What LAOS keeps to while its servers are killed and stopped under load: ``make faults``.

Everything is real and the harness's own: PostgreSQL, Redis, a mail server, and the processes of the Procfile, started as
``make run`` starts them. Browsers use the site in parallel, and each remembers what the site has acknowledged.
Meanwhile one server after another is killed, stopped or emptied. At the end SQL and the mail server's own record
tell whether every promise was kept.

A *correct answer* is what somebody who looks at the site would accept: the whole page asked for, with status 200. Two
pages are asked for several times a second, on a new connection each time: the front page, and “My page” of somebody who
is logged in. A busy page (503) is not a correct answer, so a site that only says it is busy has its outage measured. The
time without a correct answer is the longest between the ends of two such answers to the same page.

An *acknowledged write* is one whose answer said that it was done. What was answered by an error or not at all may have
happened or not; the browser sends it again, as people do, until it is answered.
"""
