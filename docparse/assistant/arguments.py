"""A server that says in our words what is wrong with the arguments of a tool."""

from __future__ import annotations

from typing import Any

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from pydantic import ValidationError

from docparse.errors import DocparseError


class CheckedServer(MCPServer[Any]):
    """Refuses arguments that a tool does not have (DP668): a filter that nothing applies would answer falsely."""

    async def call_tool(self, name: str, arguments: dict[str, Any], context: Any = None) -> Any:
        """As its base; ToolError with one coded line for arguments that do not fit."""
        offered = {tool.name: tool.input_schema["properties"] for tool in await self.list_tools()}
        taken = list(offered.get(name, ()))
        unknown = [key for key in arguments if key not in taken]
        if taken and unknown:
            where = f"{name} {', '.join(unknown)}"[:200]
            raise _wrong(where, "công cụ không có tham số này", f"có các tham số: {', '.join(taken)}")
        try:
            return await super().call_tool(name, arguments, context)
        except ToolError as error:
            if not isinstance(error.__cause__, ValidationError):
                raise
            found = error.__cause__.errors()
            where = ", ".join(".".join(map(str, one["loc"])) for one in found)
            missing = all(one["type"] == "missing" for one in found)
            expected = [str(one["ctx"]["expected"]) for one in found if "expected" in one.get("ctx", {})]
            wanted = [f"một trong {one.replace(' or ', ', ')}" for one in expected]
            wanted += [f"{one['loc'][-1]} ghi như 2026-06-30" for one in found if one["type"].startswith("date")]
            advice = "; ".join(wanted) or "xem mô tả của công cụ"
            what = "thiếu giá trị" if missing else "giá trị không đúng"
            raise _wrong(f"{name} {where}", what, advice) from error


def _wrong(where: str, what: str, advice: str) -> ToolError:
    return ToolError(str(DocparseError("DP668", where, what, advice)))
