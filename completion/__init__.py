"""What it all amounts to: who has completed LAOS, what is missing, and the certificate."""
