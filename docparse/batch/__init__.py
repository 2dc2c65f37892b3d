"""Many documents at once: parsing in several processes of this machine or on a Ray cluster, written by one.

======  ==================================================================
Code    What happened
======  ==================================================================
DP430   a document stopped the process that read it, twice
DP431   Ray, fsspec or pyarrow is asked for and not installed
DP432   the Ray cluster cannot be reached or has gone
DP433   an address (``s3://…``) that cannot be listed or read
DP434   a folder of Parquet parts that cannot be written or read
======  ==================================================================
"""

from __future__ import annotations
