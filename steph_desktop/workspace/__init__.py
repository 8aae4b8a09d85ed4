"""The workspace: files and records that survive a crash."""
