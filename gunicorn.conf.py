import os

wsgi_app = "gfmd_tracker.wsgi"
bind = f"127.0.0.1:{os.environ.get('PORT') or 8000}"

# Threads answer while a slow client holds its connection; sync workers would all be taken by a handful of those.
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY") or 2)
threads = 4

# The largest that gunicorn takes, so that a long query gets an answer from the site and not a bare 400 from the server.
limit_request_line = 8190

# It would listen in the home folder of whoever starts the server, for commands that nobody here sends.
control_socket_disable = True
