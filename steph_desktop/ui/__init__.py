"""The window (Qt). Its layers, top down: shell, pages, parts, kit."""
