"""An installer for a machine without internet: wheels, a script a platform, checksums, what to read first.

======  ====================================================================
DP650   no uv or pip to resolve and fetch with: the extra ``bundle``
DP651   a folder that is not empty, or a wheel that is not docparse's
DP652   a package that is not there for a platform: none of its name, no wheel
DP653   wheels that cannot be fetched
DP654   docparse runs from no wheel and no checkout: ``--wheel`` is needed
DP655   an extra that the wheel does not name
======  ====================================================================
"""

from __future__ import annotations

PLATFORMS = ("windows", "linux")
PYTHONS = ("3.11", "3.12", "3.13")
