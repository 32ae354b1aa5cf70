"""Công khai: turns a government's plans, kept as YAML, into a static site that can be searched, cited and checked."""
