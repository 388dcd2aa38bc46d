import os
import sys

from colabert_core.cli import main

if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8")  # a Korean Windows terminal cannot print every sentence else
    sys.exit(main(sys.argv[1:], os.environ))
