"""Compare what a person decided with what machines proposed."""
