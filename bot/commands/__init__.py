"""What the command line's commands do, a module for each subject; `bot.__main__` names them."""
