"""The pages in the menu, each a script that ends in `frame.show`."""
