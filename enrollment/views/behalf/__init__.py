"""What Uniped does on behalf of learning assistants: shown first, then confirmed."""
