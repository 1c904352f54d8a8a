"""The watcher, on webs on loopback."""
