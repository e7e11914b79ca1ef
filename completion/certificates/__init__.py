"""The certificate: issued by itself, frozen, printed, verified, revoked."""
