"""The workspace in the browser, ``docparse serve``.

NiceGUI on FastAPI, because its whole front end (Vue, Quasar) lies inside its wheel and needs no build of ours, it is
FastAPI itself (so that /api, uploads and downloads share one process), and 3.x is actively kept under the MIT licence.

Errors of this package: DP620 beyond loopback without accounts, DP621 no NiceGUI, DP622 a port that is taken, DP623 an
upload that is too large, DP624 a role that may not do this, DP625 a request from another site,
DP626 an address that is no page.
"""
