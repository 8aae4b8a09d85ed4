@echo off
rem Sets everything up, then runs the tests.
call "%~dp0setup.bat" test
if errorlevel 1 goto failed
cd /d "%~dp0.."
".venv\Scripts\python.exe" -m pytest -n auto --dist worksteal %*
if errorlevel 1 goto failed
if not defined CI pause
exit /b 0

:failed
if not defined CI pause
exit /b 1
