"""Log-in: passwords, two-step login, limits on guesses, devices and sessions."""
