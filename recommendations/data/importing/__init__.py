"""Files brought in: parse > validate > plan > apply, the same way for commands and the admin."""
