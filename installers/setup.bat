@echo off
rem Sets STEPH Desktop up in .venv inside this folder. Called by demo.bat and test.bat.
rem %1 is "test" where the tests are to be run as well.
cd /d "%~dp0.."
set "WITH=."
if "%~1"=="test" set "WITH=.[test]"
if /i "%PROCESSOR_ARCHITECTURE%"=="ARM64" (
    echo STEPH Desktop set-up stopped: Windows on ARM is not supported, for torch and OpenSlide are not there for it.
    exit /b 1
)
if /i "%PROCESSOR_ARCHITECTURE%"=="x86" if not defined PROCESSOR_ARCHITEW6432 (
    echo STEPH Desktop set-up stopped: a 64-bit Windows is needed.
    exit /b 1
)
set "PYTHONHOME="
set "PYTHONPATH="
set "VENV=%CD%\.venv"

if exist "%VENV%\Scripts\python.exe" goto install
echo -- Making a virtual environment
for %%V in (3.12 3.13 3.11) do (
    if not exist "%VENV%\Scripts\python.exe" py -%%V -m venv "%VENV%" 2>nul
)
if not exist "%VENV%\Scripts\python.exe" (
    python -c "import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))" 2>nul && python -m venv "%VENV%"
)
if not exist "%VENV%\Scripts\python.exe" (
    echo STEPH Desktop set-up stopped: Python 3.11 to 3.13 is needed; get it from python.org.
    exit /b 1
)

:install
fc /b pyproject.toml "%VENV%\steph-pyproject.toml" >nul 2>&1 || goto missing
fc /b installers\constraints.txt "%VENV%\steph-constraints.txt" >nul 2>&1 || goto missing
if "%~1"=="test" if not exist "%VENV%\steph-test" goto missing
exit /b 0

:missing
echo -- Installing STEPH Desktop and its libraries (about 2 GB, a few minutes the first time)
"%VENV%\Scripts\python.exe" -m pip install --quiet --disable-pip-version-check --use-pep517 -c installers\constraints.txt -e "%WITH%"
if errorlevel 1 (
    echo STEPH Desktop set-up stopped: pip could not install the libraries; check the network and the disk, then start again.
    exit /b 1
)
"%VENV%\Scripts\python.exe" installers\make_launcher.py
if "%~1"=="test" echo test>"%VENV%\steph-test"
copy /y pyproject.toml "%VENV%\steph-pyproject.toml" >nul
copy /y installers\constraints.txt "%VENV%\steph-constraints.txt" >nul
exit /b 0
