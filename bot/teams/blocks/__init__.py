"""How Teams shows it: sections, forms and messages as Adaptive Cards."""
