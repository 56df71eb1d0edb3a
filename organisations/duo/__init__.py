"""DUO's open data: text.py and tables.py read files, plan.py compares, actions.py writes. Only the last one writes."""
