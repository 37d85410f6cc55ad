"""The commands of `manage.py`. They import any room but the other surfaces."""
