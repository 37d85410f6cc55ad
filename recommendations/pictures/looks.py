"""How statuses are drawn where no style sheet reaches: the light colours of static/css/tokens.css, and the patterns."""

PAPER = "#fbf8f1"
SHEET = "#fffefa"
INK = "#1b2533"
INK_SOFT = "#505a68"
RUBRIC = "#98291d"
SILENT = "#c5c1b6"
NEUTRAL = "#ebe8e0"

TONES = {
    "none": "#646870",
    "not-started": "#855200",
    "moving": "#1b5a9b",
    "done": "#1b6641",
    "closed": "#6a487e",
}
