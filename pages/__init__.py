"""The pages behind the menu. Each is a script of its own that ends in `frame.show`."""
