"""The certificate: issued automatically, with a snapshot of the evidence; printed, verified and revoked."""
