"""Tags and filters of the public templates. They import any room but the other surfaces."""
