"""This machine: its hardware, its disk, its network."""
