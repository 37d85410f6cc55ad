"""A process of its own that reads files one after the other, and says what it answered and how much memory it took."""

import json
import re
import resource
import sys
from pathlib import Path

import django

django.setup()

from recommendations.data.importing.files import read_table  # noqa: E402 - the settings come first
from recommendations.data.importing.plans import FileRefused, Problems  # noqa: E402 - same
from recommendations.data.importing.recommendations import LAYOUT  # noqa: E402 - same

# Five seconds of the processor for each: a limit against endless work, not a measurement.
resource.setrlimit(resource.RLIMIT_CPU, (5 * len(sys.argv), 5 * len(sys.argv)))
answers = {}
for name in sys.argv[1:]:
    try:
        answers[Path(name).name] = f"{len(read_table(Path(name), LAYOUT, Problems()).rows)} rows"
    except FileRefused as refused:
        answers[Path(name).name] = str(refused)
# The peak of this program alone: `ru_maxrss` would count what the process had before it became this program.
megabytes = int(re.findall(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text(encoding="ascii"))[0]) // 1024
sys.stdout.write(json.dumps({"answers": answers, "megabytes": megabytes}))
