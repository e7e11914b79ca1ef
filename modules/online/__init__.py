"""Online modules: choice, test, essay, peer evaluation and completion."""
