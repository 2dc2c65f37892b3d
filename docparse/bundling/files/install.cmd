@echo off
chcp 65001 >nul
if "%~1"=="" (
    powershell -NoProfile -ExecutionPolicy Bypass -File "%~dp0install.ps1"
) else (
    powershell -NoProfile -ExecutionPolicy Bypass -File "%~dp0install.ps1" -Target "%~f1"
)
set result=%ERRORLEVEL%
pause
exit /b %result%
