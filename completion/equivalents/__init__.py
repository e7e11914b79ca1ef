"""Applications for exemption because of an equivalent qualification, and the decisions on them."""
