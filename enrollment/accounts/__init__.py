"""Sign-up, log-in and account maintenance: our additions to allauth."""
