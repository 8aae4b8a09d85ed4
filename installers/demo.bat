@echo off
rem Sets everything up, then opens the bundled demo in a window.
call "%~dp0setup.bat"
if errorlevel 1 goto failed
"%~dp0..\.venv\Scripts\steph-desktop.exe" demo %*
if errorlevel 1 goto failed
exit /b 0

:failed
rem Keep the message readable after a double click.
if not defined CI pause
exit /b 1
