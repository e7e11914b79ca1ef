"""Those who use the site while its servers are killed, and the world they find."""
