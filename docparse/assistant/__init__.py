"""The questions as tools of a Model Context Protocol server: an assistant answers with our quotes.

Errors: DP665 no ``mcp`` package, DP666 beyond loopback without accounts.
"""
