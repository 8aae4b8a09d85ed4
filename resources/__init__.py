"""Icons, style sheet, demo slides and the demo model, shipped inside the wheel."""

from importlib.resources import files
from pathlib import Path


def resource_path(*parts: str) -> Path:
    """Return the file of a shipped resource.

    Parameters
    ----------
    *parts : str
        Path below this package, for example ``("icons", "app.svg")``.

    Returns
    -------
    pathlib.Path
        An existing path; the package is always installed unpacked.

    Raises
    ------
    FileNotFoundError
        If nothing of that name is shipped.
    """
    path = Path(str(files(__name__).joinpath(*parts)))
    if not path.exists():
        raise FileNotFoundError("/".join(parts))
    return path
